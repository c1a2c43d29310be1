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
        check.error(
                "communicator",
                "The winrm communicator is not available yet",
                "The winrm communicator comes with a later release. Use ssh, which Windows has as well, or none.");
    }
}
