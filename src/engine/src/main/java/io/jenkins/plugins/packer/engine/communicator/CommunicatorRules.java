package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;

/** What the options of communicators demand of each other; Packer's {@code communicator.Config.Prepare} has the same rules. */
record CommunicatorRules(CommunicatorOptions options, ConfigurationCheck check) {

    void apply() {
        if (check.isUnknown("communicator")) {
            return;
        }
        switch (options.type()) {
            case CommunicatorOptions.NONE -> {}
            case CommunicatorOptions.SSH -> new SshRules(options.ssh(), check).apply();
            case CommunicatorOptions.WINRM -> winRm();
            default ->
                check.error(
                        "communicator",
                        "Unknown communicator",
                        "There is no communicator \"" + options.type() + "\"; it is ssh (the default), winrm or none.");
        }
    }

    private void winRm() {
        if (options.username().isEmpty() && !check.isUnknown("winrm_username")) {
            check.error("winrm_username", "Missing user", "winrm_username must be specified.");
        }
        int port = options.port();
        if (port < 1 || port > 65_535) {
            check.error("winrm_port", "No such port", "winrm_port must be from 1 to 65535; it is " + port + ".");
        }
    }
}
