package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.communicator.WinRmOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of a communicator with their defaults, to be changed by a test. */
public final class SshSettings {
    public String communicator = "ssh";
    public @Nullable Duration pauseBeforeConnecting;
    public @Nullable String host;
    public int port = 22;
    public @Nullable String username;
    public @Nullable String password;
    public @Nullable String privateKeyFile;
    public @Nullable String certificateFile;
    public List<Integer> privateKey = List.of();
    public boolean agentAuth;
    public boolean disableAgentForwarding;
    public List<String> ciphers = List.of();
    public List<String> keyExchangeAlgorithms = List.of();
    public boolean pty;
    public @Nullable Duration timeout;
    public @Nullable Duration waitTimeout;
    public int handshakeAttempts;
    public @Nullable String bastionHost;
    public int bastionPort = 22;
    public boolean bastionAgentAuth;
    public @Nullable String bastionUsername;
    public @Nullable String bastionPassword;
    public boolean bastionInteractive;
    public @Nullable String bastionPrivateKeyFile;
    public @Nullable String bastionCertificateFile;
    public String fileTransferMethod = "scp";
    public @Nullable String proxyHost;
    public int proxyPort = 1080;
    public @Nullable String proxyUsername;
    public @Nullable String proxyPassword;
    public Duration keepAliveInterval = Duration.ofSeconds(5);
    public @Nullable Duration readWriteTimeout;
    public List<String> remoteTunnels = List.of();
    public List<String> localTunnels = List.of();
    public WinRmOptions winRm = WinRmOptions.none();

    public SshOptions ssh() {
        return new SshOptions(
                host,
                port,
                username,
                password,
                privateKeyFile,
                certificateFile,
                privateKey,
                agentAuth,
                disableAgentForwarding,
                ciphers,
                keyExchangeAlgorithms,
                pty,
                timeout,
                waitTimeout,
                handshakeAttempts,
                bastionHost,
                bastionPort,
                bastionAgentAuth,
                bastionUsername,
                bastionPassword,
                bastionInteractive,
                bastionPrivateKeyFile,
                bastionCertificateFile,
                fileTransferMethod,
                proxyHost,
                proxyPort,
                proxyUsername,
                proxyPassword,
                keepAliveInterval,
                readWriteTimeout,
                remoteTunnels,
                localTunnels);
    }

    public CommunicatorOptions record() {
        return new CommunicatorOptions(communicator, pauseBeforeConnecting, ssh(), winRm);
    }
}
