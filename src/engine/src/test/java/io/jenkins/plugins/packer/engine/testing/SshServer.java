package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's server, on a free port of the loopback interface, with keys and a configuration of its own. */
public final class SshServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final int port;
    private Process process;

    private SshServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Skips or fails the test where there is no server. It must be root's, since it lets users in. */
    public static void require() {
        Counterpart.require(
                "OpenSSH's server, as root",
                Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name")),
                "apt-get install openssh-server openssh-client, and run the tests as root");
    }

    /**
     * Starts a server.
     *
     * @param directory for its files; {@code key} and {@code key.pub} there let root in
     * @param lines of its configuration, before ours
     */
    public static SshServer start(Path directory, String... lines) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(Path.of("/run/sshd"));
        if (!Files.exists(directory.resolve("host"))) {
            keygen(
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve("host").toString());
        }
        if (!Files.exists(directory.resolve("key"))) {
            keygen(
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-C",
                    "the-key",
                    "-f",
                    directory.resolve("key").toString());
        }
        if (!Files.exists(directory.resolve("authorized_keys"))) {
            Files.copy(directory.resolve("key.pub"), directory.resolve("authorized_keys"));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> configuration = new ArrayList<>(List.of(lines));
        configuration.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + directory.resolve("host"),
                "PidFile none",
                "StrictModes no",
                "PermitRootLogin yes",
                "MaxStartups 100",
                "MaxAuthTries 20",
                "AuthorizedKeysFile " + directory.resolve("authorized_keys")));
        if (List.of(lines).stream().noneMatch(line -> line.startsWith("Subsystem"))) {
            configuration.add("Subsystem sftp internal-sftp");
        }
        Files.write(directory.resolve("sshd_config"), configuration);
        SshServer server = new SshServer(directory, port);
        server.start();
        return server;
    }

    /** Starts it, again after {@link #stop}. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("sshd.log").toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                new Cancellation().pause(Duration.ofMillis(5));
            }
        }
        throw new IOException("sshd does not start: " + log());
    }

    /** Ends the server, and the connections that it has. */
    public void stop() {
        List<ProcessHandle> connections = process.descendants().toList();
        process.destroyForcibly();
        connections.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** The processes of its connections, and what they run. */
    public List<ProcessHandle> connections() {
        return process.descendants().toList();
    }

    /** Ends the connections; the server goes on. */
    public void dropConnections() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    public int port() {
        return port;
    }

    public Path directory() {
        return directory;
    }

    /** Options that let root in with the key. */
    public SshSettings settings() {
        SshSettings settings = new SshSettings();
        settings.host = "127.0.0.1";
        settings.port = port;
        settings.username = "root";
        settings.privateKeyFile = directory.resolve("key").toString();
        return settings;
    }

    /** What the server wrote. */
    public String log() throws IOException {
        Path file = directory.resolve("sshd.log");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    /** Lets the key in that has this public key. */
    public void authorize(String line) throws IOException {
        Files.writeString(
                directory.resolve("authorized_keys"), line.strip() + "\n", java.nio.file.StandardOpenOption.APPEND);
    }

    /** Runs {@code ssh-keygen}. */
    public static void keygen(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** Runs a program to its end and returns what it writes. */
    public static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    @Override
    public void close() {
        stop();
    }
}
