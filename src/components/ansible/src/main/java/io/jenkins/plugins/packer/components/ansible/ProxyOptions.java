package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SSH server of this program that passes on to the machine what Ansible asks of it.
 *
 * @param useProxy whether there is one
 * @param localPort where it listens
 * @param sshHostKeyFile its key
 * @param sshAuthorizedKeyFile Ansible's public key
 * @param ansibleProxyKeyType kind of generated keys
 * @param sftpCommand what speaks SFTP on the machine
 * @param useSftp whether Ansible moves files with sftp, or with scp; null for what works
 */
public record ProxyOptions(
        @Option(
                doc =
                        "Whether Ansible reaches the machine through an SSH server of this program, which uses the build's"
                                + " own connection; true unless given. Without it Ansible connects by itself, over SSH or WinRM.")
        @Nullable
        Boolean useProxy,

        @Option(
                doc = "Port that the proxy listens on, or the first free one of the nine after it; by default any.",
                defaultValue = "0")
        int localPort,

        @Option(
                doc = "Private host key of the proxy, which Ansible then checks by the user's known_hosts; by default a"
                        + " new one, which is not checked.")
        @Nullable
        String sshHostKeyFile,

        @Option(doc = "Public key that Ansible's ssh has the private one of; by default a new pair.") @Nullable
        String sshAuthorizedKeyFile,

        @Option(doc = "Kind of the keys that are made for the proxy: ECDSA or RSA.", defaultValue = "ECDSA")
        String ansibleProxyKeyType,

        @Option(
                doc =
                        "Command that speaks SFTP on the machine, such as /usr/lib/sftp-server -e; by default that of its SSH"
                                + " server, and where there is none the proxy speaks it itself.")
        @Nullable
        String sftpCommand,

        @Option(
                doc =
                        "Whether Ansible moves files with sftp, or with scp; by default with sftp, and where that fails with"
                                + " scp.")
        @Nullable
        Boolean useSftp) {
    private static final int LAST_PORT = 65_535;

    void check(ConfigurationCheck check) {
        LocalPaths paths = new LocalPaths(check);
        paths.file("ssh_host_key_file", sshHostKeyFile);
        paths.file("ssh_authorized_key_file", sshAuthorizedKeyFile);
        if (localPort < 0 || localPort > LAST_PORT) {
            check.error("local_port", "Invalid port", "local_port: " + localPort + " must be a valid port.");
        }
        if (KeyType.named(ansibleProxyKeyType).isEmpty()) {
            check.error(
                    "ansible_proxy_key_type",
                    "Invalid key type",
                    "Invalid value for ansible_proxy_key_type: \"" + ansibleProxyKeyType.toUpperCase(Locale.ROOT)
                            + "\". Supported values are ECDSA or RSA.");
        }
    }

    /** Whether the host key is one that nobody can know. */
    boolean hasNewHostKey() {
        return sshHostKeyFile == null || sshHostKeyFile.isEmpty();
    }
}
