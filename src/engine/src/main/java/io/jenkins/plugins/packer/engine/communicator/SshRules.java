package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.communicator.ssh.KeyFiles;
import io.jenkins.plugins.packer.engine.communicator.ssh.SshAlgorithms;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the options of ssh demand of each other; the rules of Packer's {@code prepareSSH}. */
record SshRules(SshOptions options, ConfigurationCheck check) {

    void apply() {
        if (!isGiven("ssh_username", options.sshUsername())) {
            check.error(
                    "ssh_username",
                    "Missing user",
                    "An ssh_username must be specified: the user to log in to the machine as.");
        }
        port("ssh_port", options.sshPort());
        key("ssh_private_key_file", options.sshPrivateKeyFile(), "ssh_certificate_file", options.sshCertificateFile());
        if (isGiven("ssh_bastion_host", options.sshBastionHost())) {
            bastion();
        }
        if (isGiven("ssh_proxy_host", options.sshProxyHost())) {
            port("ssh_proxy_port", options.sshProxyPort());
        }
        transfer();
        algorithms();
        tunnels("ssh_local_tunnels", options.sshLocalTunnels());
        tunnels("ssh_remote_tunnels", options.sshRemoteTunnels());
        for (Integer octet : options.sshPrivateKey()) {
            if (octet < 0 || octet > 255) {
                check.error(
                        "ssh_private_key",
                        "Not a byte",
                        "ssh_private_key is a list of bytes, and " + octet + " is none. ssh_private_key_file takes the"
                                + " path of a file instead.");
                break;
            }
        }
    }

    private void bastion() {
        port("ssh_bastion_port", options.sshBastionPort());
        key(
                "ssh_bastion_private_key_file",
                options.sshBastionPrivateKeyFile(),
                "ssh_bastion_certificate_file",
                options.sshBastionCertificateFile());
        boolean key = isGiven("ssh_bastion_private_key_file", options.sshBastionPrivateKeyFile())
                || isGiven("ssh_private_key_file", options.sshPrivateKeyFile());
        boolean other = isGiven("ssh_bastion_password", options.sshBastionPassword())
                || options.sshBastionAgentAuth()
                || check.isUnknown("ssh_bastion_agent_auth")
                || options.sshBastionInteractive();
        if (!key && !other) {
            check.error(
                    "ssh_bastion_host",
                    "Missing way to log in to the bastion host",
                    "ssh_bastion_password, ssh_bastion_private_key_file, ssh_bastion_agent_auth or"
                            + " ssh_bastion_interactive must be specified.");
        }
        if (isGiven("ssh_proxy_host", options.sshProxyHost())) {
            check.error(
                    "ssh_proxy_host",
                    "Conflicting options",
                    "Please specify either ssh_bastion_host or ssh_proxy_host, not both.");
        }
    }

    private void transfer() {
        String method = options.sshFileTransferMethod();
        if (!List.of("scp", "sftp").contains(method)) {
            check.error(
                    "ssh_file_transfer_method",
                    "Unknown transfer method",
                    "ssh_file_transfer_method (\"" + method + "\") is invalid; valid methods: sftp, scp.");
        }
    }

    private void algorithms() {
        if (!options.sshCiphers().isEmpty()) {
            unknown("ssh_ciphers", "cipher", SshAlgorithms.unknownCiphers(options.sshCiphers()));
        }
        if (!options.sshKeyExchangeAlgorithms().isEmpty()) {
            unknown(
                    "ssh_key_exchange_algorithms",
                    "key exchange algorithm",
                    SshAlgorithms.unknownKeyExchanges(options.sshKeyExchangeAlgorithms()));
        }
    }

    private void unknown(String option, String what, List<String> names) {
        if (!names.isEmpty()) {
            check.error(
                    option,
                    "Unknown " + what,
                    "There is no " + what + " " + String.join(", ", names) + " here. OpenSSH's names are meant; those"
                            + " that it has given up itself, such as arcfour, are gone.");
        }
    }

    private void port(String option, int port) {
        if (port < 1 || port > 65535) {
            check.error(option, "Not a port", option + " is " + port + "; a port is a number from 1 to 65535.");
        }
    }

    private void key(
            String keyOption, @Nullable String keyFile, String certificateOption, @Nullable String certificate) {
        if (!isGiven(keyOption, keyFile)) {
            if (isGiven(certificateOption, certificate)) {
                check.error(
                        certificateOption,
                        "Missing private key",
                        keyOption + " must be specified if " + certificateOption
                                + " is specified: a certificate belongs to a key.");
            }
            return;
        }
        if (keyFile == null || keyFile.isEmpty() || check.isUnknown(keyOption)) {
            return;
        }
        boolean readable = file(keyOption, keyFile);
        boolean certified = certificate != null && !certificate.isEmpty() && !check.isUnknown(certificateOption);
        if (certified) {
            readable &= file(certificateOption, certificate);
        }
        if (readable) {
            usable(keyOption, keyFile, certified ? certificate : null);
        }
    }

    private void usable(String option, String keyFile, @Nullable String certificate) {
        try {
            KeyFiles.check(
                    HomePath.resolve(keyFile, check.directory()),
                    certificate == null ? null : HomePath.resolve(certificate, check.directory()));
        } catch (KeyFiles.UnusableKeyException e) {
            check.error(option, "Unusable key", option + " is invalid: " + e.getMessage());
        }
    }

    private boolean file(String option, String written) {
        Path file = HomePath.resolve(written, check.directory());
        if (Files.isReadable(file) && !Files.isDirectory(file)) {
            return true;
        }
        check.error(
                option,
                "File cannot be read",
                option + " is invalid: " + file + (Files.exists(file) ? " cannot be read." : " does not exist."));
        return false;
    }

    private void tunnels(String option, List<String> tunnels) {
        if (check.isUnknown(option)) {
            return;
        }
        for (String tunnel : tunnels) {
            try {
                Tunnel.parse(tunnel);
            } catch (IllegalArgumentException e) {
                check.error(option, "Invalid tunnel", "In " + option + ", " + e.getMessage() + ".");
            }
        }
    }

    private boolean isGiven(String option, @Nullable String value) {
        return value != null && !value.isEmpty() || check.isUnknown(option);
    }
}
