package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/**
 * An SSH server on this machine's loopback address whose commands and files are those of the build's machine
 * (packer-plugin-sdk, adapter/adapter.go): Ansible can connect to it, whatever the build's communicator is. One user with
 * one key may.
 */
final class SshProxy implements AutoCloseable {
    /** The only address it listens on. */
    static final String HOST = "127.0.0.1";

    private static final int PORTS = 10;
    /** An agent with many keys may offer them all before the right one. */
    private static final int AUTHENTICATION_REQUESTS = 100;

    private final SshServer server;

    private SshProxy(SshServer server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param user who may connect
     * @throws ComponentException when it cannot listen
     */
    static SshProxy start(
            ProxyOptions options, String user, ProxyKeys keys, RemoteFiles files, ProvisionContext context)
            throws ComponentException {
        int first = options.localPort();
        IOException failure = null;
        for (int port = first; port < first + (first == 0 ? 1 : PORTS); port++) {
            SshServer server = server(options, user, keys, files, context);
            server.setPort(port);
            try {
                server.start();
                return new SshProxy(server);
            } catch (IOException e) {
                failure = e;
                closeQuietly(server);
                context.ui().message("The proxy for Ansible cannot listen on port " + port + ": " + e.getMessage());
            }
        }
        throw new ComponentException(
                "Error setting up SSH proxy connection: no port of " + HOST + " from local_port = " + first
                        + " on is free. Choose another, or leave local_port out.",
                failure);
    }

    private static SshServer server(
            ProxyOptions options, String user, ProxyKeys keys, RemoteFiles files, ProvisionContext context) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(HOST);
        server.setKeyPairProvider(KeyPairProvider.wrap(keys.host()));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                (name, key, session) -> name.equals(user) && KeyUtils.compareKeys(key, keys.authorized()));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) -> ProxyCommand.of(command, files, context));
        server.setSubsystemFactories(
                List.of(new Sftp(options.sftpCommand(), new MachineSftp(context), files, context)));
        server.setChannelFactories(List.of(new ChannelSessionFactory() {
            @Override
            public Channel createChannel(Session session) {
                return new ProxyChannel();
            }
        }));
        // A task may take longer than any limit without a word.
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, AUTHENTICATION_REQUESTS);
        return server;
    }

    int port() {
        return server.getPort();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        closeQuietly(server);
    }

    private static void closeQuietly(SshServer server) {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy for Ansible cannot be stopped", e);
        }
    }

    /** The server for file transfers that the user names, or else the one that there is. */
    private record Sftp(
            @org.jspecify.annotations.Nullable String command,
            MachineSftp machine,
            RemoteFiles files,
            ProvisionContext context)
            implements SubsystemFactory {
        @Override
        public String getName() {
            return "sftp";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            return command == null || command.isEmpty()
                    ? ProxyCommand.sftp(machine, files)
                    : ProxyCommand.forwarded(command, context);
        }
    }
}
