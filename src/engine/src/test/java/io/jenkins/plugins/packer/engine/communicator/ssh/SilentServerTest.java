package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that stops in the middle of something, as a machine that froze, and closes no connection. */
class SilentServerTest extends SshFixture {
    private static final KeepAlive OFTEN = new KeepAlive(Duration.ofMillis(100), 50);

    private RemoteShell connect() throws Exception {
        MachineAccess access = new MachineAccess("127.0.0.1", server.port(), "root", "", null);
        SshLogin login = new SshLogin(
                "root", "", List.of(KeyFiles.read(server.directory().resolve("key"))), null, null);
        Deadline deadline = Deadline.within(null);
        Link link = new Dialer(null, null, context.cancellation()).dial("127.0.0.1", server.port(), deadline);
        SshConnection connection =
                SshConnection.open(link, login, client -> {}, OFTEN, deadline, context.cancellation());
        SshMachine machine = new SshMachine(server.settings().ssh(), context);
        RemoteShell shell = closing(new RemoteShell(machine, access, connection));
        // One that never answered is not given up.
        while (!connection.isAnswered()) {
            new Cancellation().pause(Duration.ofMillis(10));
        }
        return shell;
    }

    /** A stopped process keeps its connections, and its system goes on to acknowledge what comes. */
    private void freeze() throws IOException {
        for (ProcessHandle connection : server.connections()) {
            SshServer.run("kill", "-STOP", String.valueOf(connection.pid()));
        }
    }

    @Test
    void aCommandEndsWithTheReason() throws Exception {
        try (RemoteProgram program =
                connect().run("sleep 300", OutputStream.nullOutputStream(), OutputStream.nullOutputStream())) {
            freeze();
            assertThatThrownBy(program::end)
                    .isInstanceOf(DisconnectedException.class)
                    .hasMessageStartingWith(
                            "The connection to the machine ended while a command was running: the server"
                                    + " has not answered for ")
                    .hasMessageContaining("ssh_keep_alive_interval");
        }
    }

    /** As when a command restarts the machine, and another is to follow at once. */
    @Test
    void aConnectionThatHasJustEndedIsNoMistakeOfTheCallers() throws Exception {
        RemoteShell shell = connect();
        shell.close();
        assertThatThrownBy(() -> shell.pipeBeside("true")).isInstanceOf(IOException.class);
        shell.requireShell();
    }

    @Test
    void anUploadEndsThoughMoreWasSentThanTheFarSideTakes() throws Exception {
        Path to = directory.resolve("taken");
        try (RemoteProgram program = connect().pipe("cat >" + to)) {
            freeze();
            byte[] much = new byte[1 << 24];
            assertThatThrownBy(() -> {
                        program.in().write(much);
                        program.in().flush();
                        program.in().close();
                        program.out().read();
                        program.end();
                    })
                    .isInstanceOfAny(IOException.class, DisconnectedException.class);
            assertThat(program.endsSoon()).isTrue();
        }
    }
}
