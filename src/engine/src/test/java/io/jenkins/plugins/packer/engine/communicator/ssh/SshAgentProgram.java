package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** OpenSSH's agent, with a socket of its own. */
final class SshAgentProgram implements AutoCloseable {
    private final Process process;
    private final Path socket;

    private SshAgentProgram(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    static SshAgentProgram start(Path socket) throws Exception {
        Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!answers(socket)) {
            if (!process.isAlive()) {
                throw new IOException("ssh-agent does not start: it ended with " + process.exitValue());
            }
            new Cancellation().pause(Duration.ofMillis(20));
        }
        return new SshAgentProgram(process, socket);
    }

    /** The socket is there a moment before anybody listens to it. */
    private static boolean answers(Path socket) {
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return connection.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String socket() {
        return socket.toString();
    }

    void add(Path key) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("ssh-add", "-q", key.toString()).inheritIO();
        builder.environment().put("SSH_AUTH_SOCK", socket());
        if (builder.start().onExit().join().exitValue() != 0) {
            throw new IOException("ssh-add failed for " + key);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
