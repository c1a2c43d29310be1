package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSSH server for each test, and short ways to use it. */
@Timeout(300)
abstract class SshFixture {
    @TempDir
    Path directory;

    SshServer server;
    TestContext context;
    final List<String> output = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicInteger names = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        SshServer.require();
        server = SshServer.start(directory.resolve("sshd"), configuration());
        context = new TestContext(directory, List.of());
    }

    /** Lines of the server's configuration. */
    String[] configuration() {
        return new String[0];
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        if (server != null) {
            server.close();
        }
    }

    <T extends AutoCloseable> T closing(T closeable) {
        opened.add(0, closeable);
        return closeable;
    }

    MachineConnection open(SshSettings settings) throws ComponentException {
        return closing(MachineConnection.open(settings.record(), () -> null, context));
    }

    Communicator connect(SshSettings settings) throws ComponentException {
        return open(settings).communicator();
    }

    /**
     * Tries once to connect, for as long as it takes: what it fails for is then told, on a slow machine as on a fast one,
     * and no time that was over meanwhile.
     */
    void attempt(SshSettings settings) throws ComponentException {
        MachineAccess access = new MachineAccess(
                settings.host,
                settings.port,
                settings.username,
                settings.password == null ? "" : settings.password,
                null);
        closing(new SshAttempt(settings.ssh(), context).connect(access, null));
    }

    int run(Communicator communicator, String command) throws ComponentException {
        output.clear();
        errors.clear();
        return communicator.execute(new RemoteCommand(command, output::add, errors::add));
    }

    /** A local file with content. */
    Path file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Another server. */
    SshServer another(String... lines) throws IOException {
        return closing(SshServer.start(directory.resolve("sshd" + names.incrementAndGet()), lines));
    }
}
