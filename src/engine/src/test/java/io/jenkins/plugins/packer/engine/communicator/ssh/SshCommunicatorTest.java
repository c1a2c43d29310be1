package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over a real OpenSSH server. */
class SshCommunicatorTest extends SshFixture {

    @Test
    void aCommandsLinesAndExitStatusComeBackAndTheUserIsTold() throws Exception {
        try (MachineConnection connection = open(server.settings())) {
            assertThat(run(connection.communicator(), "echo one; printf 'two\\r\\nthree'; echo oops >&2; exit 7"))
                    .isEqualTo(7);
            assertThat(output).containsExactly("one", "two", "three");
            assertThat(errors).containsExactly("oops");
            assertThat(connection.communicator().type()).isEqualTo("ssh");
            assertThat(connection.values("m-1"))
                    .containsAllEntriesOf(Map.of(
                            "ID",
                            "m-1",
                            "Host",
                            "127.0.0.1",
                            "Port",
                            server.port(),
                            "User",
                            "root",
                            "ConnType",
                            "ssh"));
        }
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Using SSH communicator to connect: 127.0.0.1",
                        "==> Waiting for SSH to become available...",
                        "==> Connected to SSH!");
    }

    @Test
    void aCommandHasNoInputAndLongOutputArrivesWhole() throws Exception {
        Communicator machine = connect(server.settings());
        assertThat(run(machine, "cat; seq 1 100000; seq 1 1000 >&2")).isZero();
        assertThat(output).hasSize(100_000).last().isEqualTo("100000");
        assertThat(errors).hasSize(1000);
    }

    @Test
    void aStreamedCommandGetsBytesAndGivesBytes() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(20261127).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        SshSettings settings = server.settings();
        settings.pty = true;
        int status = connect(settings).stream(
                new StreamedCommand("cat; echo done >&2; exit 3", new ByteArrayInputStream(bytes), out, err));
        assertThat(status).isEqualTo(3);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(err).hasToString("done\n");
    }

    @Test
    void theOutputsOfAStreamedCommandStayOpen() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertThat(connect(server.settings()).stream(
                        new StreamedCommand("echo x", InputStream.nullInputStream(), out, out)))
                .isZero();
        assertThat(out).hasToString("x\n");
        assertThat(closed).hasValue(0);
    }

    @Test
    void aStreamedCommandEndsThoughItsInputDoesNot() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PipedInputStream endless = new PipedInputStream(new PipedOutputStream())) {
            assertThat(connect(server.settings()).stream(
                            new StreamedCommand("echo over", endless, out, new ByteArrayOutputStream())))
                    .isZero();
        }
        assertThat(out).hasToString("over\n");
    }

    @Test
    void aCommandThatASignalEndsHasTheStatusThatShellsGiveIt() throws Exception {
        assertThat(run(connect(server.settings()), "kill -TERM $$")).isEqualTo(128 + 15);
    }

    @Test
    void withoutATerminalThereIsNoneAndWithOneItIsPackers() throws Exception {
        assertThat(run(connect(server.settings()), "test -t 1")).isEqualTo(1);
        SshSettings settings = server.settings();
        settings.pty = true;
        assertThat(run(connect(settings), "test -t 1 && echo $TERM && stty size && stty -a | grep -o -- '-echo '"))
                .isZero();
        assertThat(output).containsExactly("xterm", "40 80", "-echo ");
    }

    @Test
    void aMachineThatDropsTheConnectionDuringACommandIsTold() throws Exception {
        Communicator machine = connect(server.settings());
        assertThatThrownBy(() -> machine.execute(
                        new RemoteCommand("echo ready; sleep 60", line -> server.dropConnections(), errors::add)))
                .isInstanceOf(DisconnectedException.class)
                .hasMessageContaining("The connection to the machine ended while a command was running");
    }

    @Test
    void afterARebootTheNextCommandConnectsAnew() throws Exception {
        Communicator machine = connect(server.settings());
        assertThat(run(machine, "echo before")).isZero();
        server.stop();
        assertThatThrownBy(() -> run(machine, "echo during"))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("connecting to 127.0.0.1:" + server.port() + " failed: Connection refused");
        server.start();
        assertThat(run(machine, "echo after")).isZero();
        assertThat(output).containsExactly("after");
    }

    @Test
    void cancellingEndsACommandAndAnUpload() throws Exception {
        Communicator machine = connect(server.settings());
        assertThatThrownBy(() -> machine.execute(new RemoteCommand(
                        "echo ready; sleep 60", line -> context.cancellation().cancel("stop"), errors::add)))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> machine.upload(new Endless(), Long.MAX_VALUE, 0600, "/dev/null"))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void cancellingInTheMiddleOfATransferEndsIt() throws Exception {
        Communicator machine = connect(server.settings());
        InputStream cancels = new Endless() {
            private long count;

            @Override
            public int read(byte[] bytes, int offset, int length) {
                count += length;
                if (count > 5_000_000) {
                    context.cancellation().cancel("stop");
                }
                return length;
            }
        };
        assertThatThrownBy(() -> machine.upload(cancels, Long.MAX_VALUE, 0600, "/dev/null"))
                .isInstanceOf(CancelledException.class);
    }

    /** Zeros without end. */
    private static class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return length;
        }
    }

    @Test
    void aServerThatIsNotThereIsWaitedForAsLongAsTheTemplateSays() {
        SshSettings settings = server.settings();
        server.stop();
        settings.timeout = Duration.ofSeconds(2);
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessage("Timeout waiting for SSH: connecting to 127.0.0.1:" + server.port()
                        + " failed: Connection refused (waited 2s, which ssh_timeout changes)");
    }

    @Test
    void aServerThatComesUpLateIsConnectedTo() throws Exception {
        server.stop();
        Thread late = new Thread(() -> {
            try {
                new Cancellation().pause(Duration.ofMillis(1500));
                server.start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        late.start();
        assertThat(run(connect(server.settings()), "true")).isZero();
        late.join();
    }

    @Test
    void aServerThatNeverSpeaksIsGivenUpInTime() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SshSettings settings = server.settings();
            settings.port = mute.getLocalPort();
            settings.timeout = Duration.ofSeconds(2);
            long start = System.nanoTime();
            assertThatThrownBy(() -> connect(settings))
                    .isInstanceOf(ComponentException.class)
                    .hasMessage("Timeout waiting for SSH: the SSH handshake with 127.0.0.1:" + mute.getLocalPort()
                            + " failed: whatever answers there does not say that it is an SSH server; is it the right"
                            + " port? (waited 2s, which ssh_timeout changes)");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void whatIsNoSshServerIsNamed() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(web));
            thread.setDaemon(true);
            thread.start();
            SshSettings settings = server.settings();
            settings.port = web.getLocalPort();
            assertThatThrownBy(() -> attempt(settings))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the SSH handshake with 127.0.0.1:" + web.getLocalPort() + " failed: ")
                    .hasMessageNotContaining("Session")
                    .hasMessageEndingWith(". It says \"HTTP/1.0 400 Bad Request\"");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommandThatIsGivenUpEndsOnTheMachineToo(boolean cancelled) throws Exception {
        SshUser user = closing(new SshUser(directory));
        SshSettings settings = server.settings();
        settings.privateKeyFile = null;
        settings.username = user.name;
        settings.password = user.password;
        Communicator machine = connect(settings);
        Thread waiting = Thread.currentThread();
        // A timeout of a provisioner interrupts its thread.
        Runnable givesUp = cancelled ? () -> context.cancellation().cancel("stop") : waiting::interrupt;
        assertThatThrownBy(() -> machine.execute(new RemoteCommand(
                        "sh -c 'echo $$ > pid; echo ready; exec sleep 300'", line -> givesUp.run(), errors::add)))
                .isInstanceOf(cancelled ? CancelledException.class : DisconnectedException.class);
        assertThat(Thread.interrupted()).isEqualTo(!cancelled);
        long number = Long.parseLong(
                java.nio.file.Files.readString(user.home.resolve("pid")).strip());
        for (int i = 0; i < 1200 && runs(number); i++) {
            new Cancellation().pause(Duration.ofMillis(50));
        }
        assertThat(runs(number)).isFalse();
    }

    /** Whether there is such a process, other than one whose parent has not asked for its end yet. */
    private static boolean runs(long number) throws IOException {
        Path status = Path.of("/proc", Long.toString(number), "stat");
        try {
            return !java.nio.file.Files.readString(status).contains(") Z ");
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        }
    }

    private static void answer(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                // A socket that is closed with something unread resets the connection.
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void cancellingEndsTheWaiting() {
        SshSettings settings = server.settings();
        server.stop();
        context.ui().onLine(line -> {
            if (line.contains("Waiting for SSH")) {
                context.cancellation().cancel("stop");
            }
        });
        assertThatThrownBy(() -> connect(settings)).isInstanceOf(CancelledException.class);
    }

    @Test
    void theAddressIsAskedForAgainUntilItIsKnown() throws Exception {
        SshSettings settings = server.settings();
        settings.host = null;
        List<String> addresses = new java.util.ArrayList<>(java.util.Arrays.asList(null, null, "127.0.0.1"));
        try (MachineConnection connection =
                MachineConnection.open(settings.record(), () -> addresses.remove(0), context)) {
            assertThat(run(connection.communicator(), "true")).isZero();
        }
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Waiting for SSH to become available...",
                        "==> Using SSH communicator to connect: 127.0.0.1",
                        "==> Connected to SSH!");
    }

    @Test
    void pauseBeforeConnectingLiesBetweenTwoConnections() throws Exception {
        SshSettings settings = server.settings();
        settings.pauseBeforeConnecting = Duration.ofMillis(200);
        assertThat(run(connect(settings), "true")).isZero();
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Using SSH communicator to connect: 127.0.0.1",
                        "==> Waiting for SSH to become available...",
                        "==> Connected to SSH!",
                        "==> Pausing 200ms before connecting...",
                        "==> Waiting for SSH to become available...",
                        "==> Connected to SSH!");
        assertThat(server.log().split("Accepted publickey")).hasSize(3);
    }

    @Test
    void aSilentConnectionIsTakenForDeadAndABusyOneIsNot() throws Exception {
        SshSettings silent = server.settings();
        silent.keepAliveInterval = Duration.ofSeconds(-1);
        silent.readWriteTimeout = Duration.ofSeconds(3);
        Communicator dead = connect(silent);
        assertThatThrownBy(() -> run(dead, "sleep 30"))
                .isInstanceOf(DisconnectedException.class)
                .hasMessageContaining("silent for longer than ssh_read_write_timeout");
        SshSettings asking = server.settings();
        // An answer may take its time on a busy machine.
        asking.keepAliveInterval = Duration.ofMillis(300);
        asking.readWriteTimeout = Duration.ofSeconds(8);
        assertThat(run(connect(asking), "sleep 9")).isZero();
    }

    @Test
    void theAlgorithmsAreThoseOfTheTemplate() throws Exception {
        SshServer telling = another("LogLevel DEBUG1");
        SshSettings settings = telling.settings();
        settings.ciphers = List.of("aes256-ctr");
        settings.keyExchangeAlgorithms = List.of("ecdh-sha2-nistp384");
        assertThat(run(connect(settings), "true")).isZero();
        assertThat(telling.log())
                .contains("remote software version packer")
                .contains("kex: algorithm: ecdh-sha2-nistp384")
                .contains("kex: client->server cipher: aes256-ctr");
        SshSettings impossible = server.settings();
        impossible.ciphers = List.of("3des-cbc");
        assertThatThrownBy(() -> connect(impossible))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("have no algorithm in common")
                .hasMessageContaining("ssh_ciphers");
    }

    /** The library asks the name server for any name, at each connection. */
    @Test
    void whatStandsForTheLinkHasNoNameThatWouldBeLookedUp() {
        assertThat(SshClients.NOWHERE.getHostString()).matches("[0-9.]+");
    }

    @Test
    void nothingOfTheConnectionIsLeftAfterIt() throws Exception {
        try (MachineConnection connection = open(server.settings())) {
            run(connection.communicator(), "true");
        }
        Path log = server.directory().resolve("sshd.log");
        for (int i = 0; i < 1200 && !java.nio.file.Files.readString(log).contains("disconnect"); i++) {
            new Cancellation().pause(Duration.ofMillis(50));
        }
        assertThat(server.log()).contains("Received disconnect from 127.0.0.1").contains("finished");
        // A reader that finds its connection closed is a moment from its end.
        for (int i = 0; i < 1200 && !readers().isEmpty(); i++) {
            new Cancellation().pause(Duration.ofMillis(50));
        }
        assertThat(readers()).isEmpty();
    }

    private static List<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("packer-ssh-read"))
                .toList();
    }
}
