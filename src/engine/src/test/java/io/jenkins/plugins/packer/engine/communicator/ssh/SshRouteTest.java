package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ways to a real OpenSSH server: bastion hosts, proxies, and ports through the connection. */
class SshRouteTest extends SshFixture {

    @Test
    void aBastionHostHasAKeyOfItsOwn() throws Exception {
        SshServer bastion = another("PermitTTY no");
        SshSettings settings = server.settings();
        settings.bastionHost = "127.0.0.1";
        settings.bastionPort = bastion.port();
        settings.bastionUsername = "root";
        settings.bastionPrivateKeyFile = bastion.directory().resolve("key").toString();
        assertThat(run(connect(settings), "seq 1 20000; echo $SSH_CONNECTION")).isZero();
        assertThat(output).hasSize(20_001);
        assertThat(bastion.log()).contains("Accepted publickey for root");
    }

    @Test
    void aBastionHostTakesTheMachinesKeyWhereItHasNone() throws Exception {
        SshServer bastion = another();
        bastion.authorize(Files.readString(server.directory().resolve("key.pub")));
        SshSettings settings = server.settings();
        settings.bastionHost = "localhost";
        settings.bastionPort = bastion.port();
        settings.bastionUsername = "root";
        assertThat(run(connect(settings), "true")).isZero();
    }

    @Test
    void aBastionHostTakesTheKeysOfTheAgent() throws Exception {
        SshServer bastion = another();
        SshAgentProgram agent = closing(SshAgentProgram.start(directory.resolve("agent")));
        agent.add(bastion.directory().resolve("key"));
        context.environment("SSH_AUTH_SOCK", agent.socket());
        SshSettings settings = server.settings();
        settings.bastionHost = "127.0.0.1";
        settings.bastionPort = bastion.port();
        settings.bastionUsername = "root";
        settings.bastionPrivateKeyFile = server.directory().resolve("key").toString();
        settings.bastionAgentAuth = true;
        assertThat(run(connect(settings), "true")).isZero();
    }

    private SshSettings through(SshServer bastion, String user) {
        SshSettings settings = server.settings();
        settings.bastionHost = "127.0.0.1";
        settings.bastionPort = bastion.port();
        settings.bastionUsername = user;
        settings.handshakeAttempts = 1;
        return settings;
    }

    @Test
    void aBastionHostTakesAPassword() throws Exception {
        SshUser user = closing(new SshUser(directory));
        SshServer bastion = another("AuthenticationMethods password");
        SshSettings settings = through(bastion, user.name);
        settings.bastionPassword = user.password;
        assertThat(run(connect(settings), "echo over")).isZero();
        assertThat(output).containsExactly("over");
        assertThat(bastion.log()).contains("Accepted password for " + user.name);
        assertThat(context.secrets().redact(user.password)).isEqualTo("<sensitive>");
        settings.bastionPassword = "wrong-" + user.password;
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining(
                        "the SSH server at 127.0.0.1:" + bastion.port() + " refused the user " + user.name)
                .hasMessageNotContaining(user.password);
    }

    @Test
    void aBastionHostsQuestionsAreAnsweredWithThePasswordOrByTheUser() throws Exception {
        SshUser user = closing(new SshUser(directory));
        SshServer bastion = another(
                "UsePAM yes", "KbdInteractiveAuthentication yes", "AuthenticationMethods keyboard-interactive:pam");
        SshSettings answered = through(bastion, user.name);
        answered.bastionPassword = user.password;
        assertThat(run(connect(answered), "true")).isZero();
        SshSettings asking = through(bastion, user.name);
        asking.bastionInteractive = true;
        context.ui().answer(user.password);
        assertThat(run(connect(asking), "true")).isZero();
        assertThat(context.ui().questions()).singleElement().asString().contains("Password:");
        assertThat(bastion.log()).contains("Accepted keyboard-interactive/pam for " + user.name);
        assertThatThrownBy(() -> connect(asking))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("Nobody to ask");
    }

    @Test
    void aBastionHostTakesACertificate() throws Exception {
        Path key = directory.resolve("id");
        Path authority = directory.resolve("ca");
        SshServer.keygen("-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        SshServer.keygen("-q", "-t", "ecdsa", "-N", "", "-f", authority.toString());
        SshServer.keygen("-q", "-s", authority.toString(), "-I", "test", "-n", "root", "-V", "-1h:+1h", key + ".pub");
        SshServer bastion = another("TrustedUserCAKeys " + authority + ".pub");
        SshSettings settings = through(bastion, "root");
        settings.bastionPrivateKeyFile = key.toString();
        settings.bastionCertificateFile = key + "-cert.pub";
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        settings.record().check(check);
        assertThat(check.errors()).isEmpty();
        assertThat(run(connect(settings), "true")).isZero();
        assertThat(bastion.log()).contains("ID test (serial 0) CA ECDSA");
    }

    @Test
    void aConnectionThroughABastionHostThatIsGoneIsMadeAnew() throws Exception {
        SshServer bastion = another();
        SshSettings settings = through(bastion, "root");
        settings.bastionPrivateKeyFile = bastion.directory().resolve("key").toString();
        var machine = connect(settings);
        assertThat(run(machine, "true")).isZero();
        bastion.stop();
        bastion.start();
        assertThat(run(machine, "echo again")).isZero();
        assertThat(output).containsExactly("again");
    }

    @Test
    void aMachineThatForbidsTunnelsIsNamed() throws Exception {
        SshServer closed = another("DisableForwarding yes");
        SshSettings remote = closed.settings();
        remote.remoteTunnels = List.of(freePort() + ":127.0.0.1:80");
        assertThatThrownBy(() -> connect(remote))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("ssh_remote_tunnels: the machine does not listen on port");
        SshSettings through = through(closed, "root");
        through.bastionPrivateKeyFile = closed.directory().resolve("key").toString();
        assertThatThrownBy(() -> attempt(through))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("the bastion host cannot connect to 127.0.0.1:" + server.port());
    }

    @Test
    void aBastionHostThatRefusesOrCannotReachTheMachineIsNamed() throws Exception {
        SshServer bastion = another();
        SshSettings settings = server.settings();
        settings.bastionHost = "127.0.0.1";
        settings.bastionPort = bastion.port();
        settings.bastionUsername = "root";
        settings.handshakeAttempts = 1;
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("the SSH server at 127.0.0.1:" + bastion.port() + " refused the user root");
        settings.bastionPrivateKeyFile = bastion.directory().resolve("key").toString();
        server.stop();
        assertThatThrownBy(() -> attempt(settings))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("the bastion host cannot connect to 127.0.0.1:" + server.port());
    }

    @Test
    void aProxyIsAskedWithNameAndPassword() throws Exception {
        SocksServer proxy = closing(new SocksServer("me", "secret"));
        SshSettings settings = server.settings();
        settings.host = "localhost";
        settings.proxyHost = "127.0.0.1";
        settings.proxyPort = proxy.port();
        settings.proxyUsername = "me";
        settings.proxyPassword = "secret";
        assertThat(run(connect(settings), "seq 1 20000")).isZero();
        assertThat(output).hasSize(20_000);
        assertThat(proxy.requests()).containsExactly("localhost:" + server.port());
        settings.proxyPassword = "wrong";
        assertThatThrownBy(() -> attempt(settings))
                .hasMessageContaining("the SOCKS5 proxy 127.0.0.1:" + proxy.port() + " refuses the user me");
        settings.proxyUsername = null;
        assertThatThrownBy(() -> attempt(settings)).hasMessageContaining("wants a user name");
    }

    @Test
    void aProxyWithoutAuthenticationIsUsedAndItsRefusalTold() throws Exception {
        SocksServer proxy = closing(new SocksServer("", ""));
        SshSettings settings = server.settings();
        settings.proxyHost = "127.0.0.1";
        settings.proxyPort = proxy.port();
        assertThat(run(connect(settings), "true")).isZero();
        assertThat(proxy.requests()).containsExactly("127.0.0.1:" + server.port());
        server.stop();
        assertThatThrownBy(() -> attempt(settings)).hasMessageContaining("connection refused");
    }

    @Test
    void aLocalTunnelLeadsToTheMachineAndARemoteOneFromIt() throws Exception {
        int local = freePort();
        int remote = freePort();
        try (ServerSocket service = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> echo(service));
            thread.setDaemon(true);
            thread.start();
            SshSettings settings = server.settings();
            settings.localTunnels = List.of(local + ":127.0.0.1:" + service.getLocalPort());
            settings.remoteTunnels = List.of(remote + ":127.0.0.1:" + service.getLocalPort());
            var machine = connect(settings);
            assertThat(ask(local)).isEqualTo("hello");
            assertThat(run(machine, "exec 3<>/dev/tcp/127.0.0.1/" + remote + "; cat <&3"))
                    .isZero();
            assertThat(output).containsExactly("hello");
        }
    }

    private static void echo(ServerSocket service) {
        while (!service.isClosed()) {
            try (Socket client = service.accept()) {
                client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void aTunnelWhosePortIsTakenIsNamedAtOnce() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SshSettings settings = server.settings();
            settings.localTunnels = List.of(taken.getLocalPort() + ":127.0.0.1:80");
            assertThatThrownBy(() -> connect(settings))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("ssh_local_tunnels: port " + taken.getLocalPort());
            settings.localTunnels = List.of();
            settings.remoteTunnels = List.of(taken.getLocalPort() + ":127.0.0.1:80");
            assertThatThrownBy(() -> connect(settings))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("ssh_remote_tunnels: the machine does not listen on port");
        }
    }
}
