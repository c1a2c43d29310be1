package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.HomePath;
import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.communicator.Tunnel;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/** Connects to machines as a template's options say. */
final class SshMachine {
    /** OpenSSH's words. */
    private static final String TOO_MANY = "Too many authentication failures";

    private final SshOptions options;
    private final StepContext context;

    SshMachine(SshOptions options, StepContext context) {
        this.options = options;
        this.context = context;
    }

    /** Whether commands may use the local agent. */
    boolean forwardsAgent() {
        return !options.sshDisableAgentForwarding() && AgentSocket.isNamed(context.environment());
    }

    boolean hasTerminal() {
        return options.sshPty();
    }

    boolean usesSftp() {
        return options.sshFileTransferMethod().equals("sftp");
    }

    StepContext context() {
        return context;
    }

    /**
     * Connects and logs in.
     *
     * @throws UnreachableException when it may work a little later
     * @throws ComponentException when it never will
     */
    SshConnection connect(MachineAccess access, Deadline deadline) throws ComponentException {
        SshLogin login = login(access);
        try {
            Link link = link(access, deadline);
            SshConnection connection =
                    SshConnection.open(link, login, this::settings, keepAlive(), deadline, context.cancellation());
            try {
                tunnels(connection);
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (SshConnection.LoginRefusedException e) {
            throw new UnreachableException(e.getMessage() + agentHint(e.getMessage()), e, true);
        } catch (SshConnection.IncompatibleServerException | TunnelException | UnansweredException e) {
            throw new ComponentException("Connecting by SSH failed: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new UnreachableException(e.getMessage() == null ? e.toString() : e.getMessage(), e, false);
        }
    }

    private void settings(SshClient client) {
        SshClients.algorithms(client, options.sshCiphers(), options.sshKeyExchangeAlgorithms());
        if (forwardsAgent()) {
            List<ChannelFactory> factories = new ArrayList<>(client.getChannelFactories());
            factories.add(new AgentChannel.Factory(context.environment()));
            client.setChannelFactories(factories);
        }
        // Ports that the user asked to forward, and no others: remote ones ask for permission each time.
        client.setForwardingFilter(org.apache.sshd.server.forward.AcceptAllForwardingFilter.INSTANCE);
    }

    private Link link(MachineAccess access, Deadline deadline) throws IOException, ComponentException {
        Duration limit = silence();
        Dialer dialer = new Dialer(proxy(), limit, context.cancellation());
        if (text(options.sshBastionHost()).isEmpty()) {
            return dialer.dial(access.host(), access.port(), deadline);
        }
        Link toBastion = dialer.dial(text(options.sshBastionHost()), options.sshBastionPort(), deadline);
        SshConnection bastion = SshConnection.open(
                toBastion, bastionLogin(), client -> {}, keepAlive(), deadline, context.cancellation());
        try {
            return bastion.tunnel(access.host(), access.port(), limit, deadline);
        } catch (IOException | RuntimeException e) {
            bastion.close();
            throw e;
        }
    }

    /** How long the connection may be silent; null where the template does not say. */
    private @Nullable Duration silence() {
        Duration silence = options.sshReadWriteTimeout();
        return silence == null || silence.isZero() || silence.isNegative() ? null : silence;
    }

    private KeepAlive keepAlive() {
        return KeepAlive.of(options.sshKeepAliveInterval(), silence());
    }

    private @Nullable SocksProxy proxy() {
        String host = text(options.sshProxyHost());
        return host.isEmpty()
                ? null
                : new SocksProxy(
                        host,
                        options.sshProxyPort(),
                        text(options.sshProxyUsername()),
                        text(options.sshProxyPassword()));
    }

    private SshLogin login(MachineAccess access) throws ComponentException {
        List<KeyPair> keys = new ArrayList<>();
        addKey(keys, text(options.sshPrivateKeyFile()), text(options.sshCertificateFile()));
        TemporaryKeyPair pair = access.keyPair();
        addKey(keys, pair == null ? "" : pair.privateKey(), "the temporary key pair", false);
        addKey(keys, options.privateKeyText(), "ssh_private_key", true);
        requireAgent(options.sshAgentAuth());
        return new SshLogin(
                access.username(),
                access.password(),
                keys,
                options.sshAgentAuth() ? context.environment() : null,
                null);
    }

    private SshLogin bastionLogin() throws ComponentException {
        List<KeyPair> keys = new ArrayList<>();
        boolean own = !text(options.sshBastionPrivateKeyFile()).isEmpty();
        addKey(
                keys,
                text(own ? options.sshBastionPrivateKeyFile() : options.sshPrivateKeyFile()),
                text(own ? options.sshBastionCertificateFile() : options.sshCertificateFile()));
        requireAgent(options.sshBastionAgentAuth());
        String password = text(options.sshBastionPassword());
        if (!password.equals(text(options.sshBastionUsername()))) {
            context.secrets().add(password);
        }
        return new SshLogin(
                text(options.sshBastionUsername()),
                password,
                keys,
                options.sshBastionAgentAuth() ? context.environment() : null,
                options.sshBastionInteractive() ? new UserQuestions(context.ui()) : null);
    }

    /** What a server that refuses the keys of an agent cannot know. */
    private String agentHint(String refusal) {
        if (!options.sshAgentAuth() && !options.sshBastionAgentAuth()) {
            return "";
        }
        try (AgentSocket agent = AgentSocket.open(context.environment())) {
            if (agent.keys() == 0) {
                return ". The SSH agent holds no key: add one to it (ssh-add)";
            }
            return refusal.contains(TOO_MANY)
                    ? ". The SSH agent holds " + agent.keys()
                            + " keys, and the server lets fewer be tried (MaxAuthTries):"
                            + " take the others out of it (ssh-add -d), or set ssh_private_key_file"
                    : "";
        } catch (IOException e) {
            return ". The SSH agent does not answer any more: " + e.getMessage();
        }
    }

    /** An agent that is not there will not come up while the machine is waited for. */
    private void requireAgent(boolean wanted) throws ComponentException {
        if (!wanted) {
            return;
        }
        try (AgentSocket agent = AgentSocket.open(context.environment())) {
            return;
        } catch (IOException e) {
            throw new ComponentException("Logging in with the SSH agent failed: " + e.getMessage() + ".", e);
        }
    }

    private void addKey(List<KeyPair> keys, String file, String certificate) throws ComponentException {
        if (file.isEmpty()) {
            return;
        }
        try {
            KeyPair pair = KeyFiles.read(path(file));
            keys.add(certificate.isEmpty() ? pair : KeyFiles.certified(pair, path(certificate)));
        } catch (KeyFiles.UnusableKeyException e) {
            throw new ComponentException("Error setting up SSH: " + e.getMessage(), e);
        }
    }

    private void addKey(List<KeyPair> keys, String text, String origin, boolean secret) throws ComponentException {
        if (text.isEmpty()) {
            return;
        }
        if (secret) {
            context.secrets().add(text);
        }
        try {
            keys.add(KeyFiles.parse(text, origin));
        } catch (KeyFiles.UnusableKeyException e) {
            throw new ComponentException("Error setting up SSH: " + e.getMessage(), e);
        }
    }

    private Path path(String written) {
        return HomePath.resolve(written, context.directory());
    }

    private void tunnels(SshConnection connection) throws IOException {
        for (String text : options.sshLocalTunnels()) {
            Tunnel tunnel = Tunnel.parse(text);
            try {
                connection
                        .session()
                        .startLocalPortForwarding(
                                new SshdSocketAddress("127.0.0.1", tunnel.port()),
                                new SshdSocketAddress(tunnel.host(), tunnel.hostPort()));
            } catch (IOException e) {
                throw new TunnelException(
                        "ssh_local_tunnels: port " + tunnel.port() + " of this machine cannot be" + " listened on: "
                                + e.getMessage(),
                        e);
            }
        }
        for (String text : options.sshRemoteTunnels()) {
            Tunnel tunnel = Tunnel.parse(text);
            try {
                connection
                        .session()
                        .startRemotePortForwarding(
                                new SshdSocketAddress("127.0.0.1", tunnel.port()),
                                new SshdSocketAddress(tunnel.host(), tunnel.hostPort()));
            } catch (IOException e) {
                throw new TunnelException(
                        "ssh_remote_tunnels: the machine does not listen on port " + tunnel.port() + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }

    /** A port cannot be forwarded. */
    private static final class TunnelException extends IOException {
        private static final long serialVersionUID = 1L;

        TunnelException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
