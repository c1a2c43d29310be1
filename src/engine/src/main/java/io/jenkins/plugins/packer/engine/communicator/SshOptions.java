package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.config.Refused;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code ssh} communicator, named and defaulted as in Packer (packer-plugin-sdk,
 * {@code communicator/config.go}). Those for a key pair that a builder makes are {@link KeyPairOptions}.
 */
@Refused(
        options = {"ssh_public_key"},
        reason =
                "it is a result, not an option: provisioners read it as build.SSHPublicKey; give the private key instead")
public record SshOptions(
        @Nullable
        @Option(doc = "Address of the machine. Builders that start the machine know it; the null builder needs it.")
        String sshHost,

        @Option(doc = "Port of the machine's SSH server.", defaultValue = "22")
        int sshPort,

        @Nullable @Option(doc = "User to log in as; required for SSH.")
        String sshUsername,

        @Nullable
        @Option(
                doc = "Password to log in with; also the answer to whatever the server asks (keyboard-interactive).",
                sensitive = true)
        String sshPassword,

        @Nullable
        @Option(
                doc = "Private key to log in with: PEM, PKCS#8 or OpenSSH format, not protected by a password."
                        + " A leading ~ is the home directory.")
        String sshPrivateKeyFile,

        @Nullable
        @Option(doc = "OpenSSH certificate that belongs to ssh_private_key_file. A leading ~ is the home directory.")
        String sshCertificateFile,

        @Option(doc = "Private key to log in with, as the bytes of its text.")
        List<Integer> sshPrivateKey,

        @Option(
                doc =
                        "Logs in with the keys of the SSH agent whose socket the environment variable SSH_AUTH_SOCK names.",
                defaultValue = "false")
        boolean sshAgentAuth,

        @Option(doc = "Keeps commands on the machine from using the local SSH agent.", defaultValue = "false")
        boolean sshDisableAgentForwarding,

        @Option(
                doc = "Ciphers to offer, in order, in place of the library's; such as aes128-gcm@openssh.com,"
                        + " chacha20-poly1305@openssh.com or aes256-ctr.")
        List<String> sshCiphers,

        @Option(
                doc = "Key exchange algorithms to offer, in order, in place of the library's; such as"
                        + " curve25519-sha256@libssh.org or ecdh-sha2-nistp256.")
        List<String> sshKeyExchangeAlgorithms,

        @Option(doc = "Runs commands in a terminal (pty).", defaultValue = "false")
        boolean sshPty,

        @Nullable
        @Option(
                doc = "How long to wait until the machine can be reached, such as 10m; 5m where neither it nor"
                        + " ssh_handshake_attempts is set.")
        Duration sshTimeout,

        @Nullable @Option(doc = "Old name of ssh_timeout, which it overrides.")
        Duration sshWaitTimeout,

        @Option(
                doc = "How many logins to try before giving up; 10 where neither it nor ssh_timeout is set, else"
                        + " as many as fit into the time.",
                defaultValue = "0")
        int sshHandshakeAttempts,

        @Nullable @Option(doc = "Host to connect through.") String sshBastionHost,

        @Option(doc = "Port of the bastion host.", defaultValue = "22")
        int sshBastionPort,

        @Option(doc = "Logs in to the bastion host with the keys of the SSH agent.", defaultValue = "false")
        boolean sshBastionAgentAuth,

        @Nullable @Option(doc = "User to log in to the bastion host as.")
        String sshBastionUsername,

        @Nullable @Option(doc = "Password for the bastion host.", sensitive = true)
        String sshBastionPassword,

        @Option(
                doc = "Passes the bastion host's questions (keyboard-interactive) on to the user.",
                defaultValue = "false")
        boolean sshBastionInteractive,

        @Nullable @Option(doc = "Private key for the bastion host; by default ssh_private_key_file.")
        String sshBastionPrivateKeyFile,

        @Nullable @Option(doc = "OpenSSH certificate that belongs to ssh_bastion_private_key_file.")
        String sshBastionCertificateFile,

        @Option(doc = "How files travel where no tar is used: scp or sftp.", defaultValue = "scp")
        String sshFileTransferMethod,

        @Nullable @Option(doc = "SOCKS5 proxy to connect through.")
        String sshProxyHost,

        @Option(doc = "Port of the SOCKS5 proxy.", defaultValue = "1080")
        int sshProxyPort,

        @Nullable @Option(doc = "User name for the proxy.") String sshProxyUsername,

        @Nullable @Option(doc = "Password for the proxy.", sensitive = true)
        String sshProxyPassword,

        @Option(
                doc = "How often the server is asked whether it is still there; a negative duration turns it off.",
                defaultValue = "5s",
                negative = true)
        Duration sshKeepAliveInterval,

        @Nullable
        @Option(
                doc = "How long the connection may be silent before it is taken for dead, such as 5m: useful when a"
                        + " reboot leaves it hanging. Without it a server that used to answer when it was asked"
                        + " (ssh_keep_alive_interval) is given up after two minutes without an answer.")
        Duration sshReadWriteTimeout,

        @Option(
                doc = "Ports of the machine that lead here: REMOTE_PORT:LOCAL_HOST:LOCAL_PORT, such as"
                        + " 9090:localhost:80.")
        List<String> sshRemoteTunnels,

        @Option(
                doc = "Ports here that lead to the machine: LOCAL_PORT:REMOTE_HOST:REMOTE_PORT, such as"
                        + " 8080:localhost:3000.")
        List<String> sshLocalTunnels) {

    /** How long to wait for the machine; null for no limit but the number of logins. */
    public @Nullable Duration timeout() {
        if (isPositive(sshWaitTimeout)) {
            return sshWaitTimeout;
        }
        if (isPositive(sshTimeout)) {
            return sshTimeout;
        }
        return sshHandshakeAttempts > 0 ? null : Duration.ofMinutes(5);
    }

    /** How many logins may be refused; 0 for as many as fit into the time. */
    public int logins() {
        return sshHandshakeAttempts > 0 || isPositive(sshTimeout) ? sshHandshakeAttempts : 10;
    }

    private static boolean isPositive(@Nullable Duration duration) {
        return duration != null && !duration.isZero() && !duration.isNegative();
    }

    /** The text of {@code ssh_private_key}; empty where it is not given. */
    public String privateKeyText() {
        StringBuilder text = new StringBuilder();
        for (Integer octet : sshPrivateKey) {
            text.append((char) (octet & 0xff));
        }
        return text.toString();
    }
}
