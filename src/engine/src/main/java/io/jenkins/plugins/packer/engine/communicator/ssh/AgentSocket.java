package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.agent.SshAgentConstants;

/** A connection to the local SSH agent, over the Unix-domain socket that {@code SSH_AUTH_SOCK} names. */
final class AgentSocket implements AutoCloseable {
    private static final String VARIABLE = "SSH_AUTH_SOCK";
    private static final int LONGEST = 256 * 1024;

    private final SocketChannel channel;

    private AgentSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Whether the environment names an agent. */
    static boolean isNamed(Map<String, String> environment) {
        return !environment.getOrDefault(VARIABLE, "").isEmpty();
    }

    /**
     * Connects.
     *
     * @throws IOException with a message for the user
     */
    static AgentSocket open(Map<String, String> environment) throws IOException {
        if (!isNamed(environment)) {
            throw new IOException(
                    "SSH_AUTH_SOCK is not set: start an SSH agent (ssh-agent) and add the key to it" + " (ssh-add)");
        }
        String path = environment.get(VARIABLE);
        try {
            return new AgentSocket(SocketChannel.open(UnixDomainSocketAddress.of(Path.of(path))));
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Cannot connect to the SSH agent at " + path + ", which SSH_AUTH_SOCK names: " + e.getMessage(), e);
        }
    }

    /**
     * Asks the agent.
     *
     * @param request a message without its length
     * @return the answer without its length
     */
    synchronized byte[] ask(byte[] request) throws IOException {
        write(ByteBuffer.allocate(request.length + 4)
                .putInt(request.length)
                .put(request)
                .flip());
        int length = fill(ByteBuffer.allocate(4)).getInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("the SSH agent's answer is malformed: " + length + " bytes");
        }
        return fill(ByteBuffer.allocate(length)).array();
    }

    /** How many keys the agent has for others to log in with (draft-ietf-sshm-ssh-agent, request-identities). */
    int keys() throws IOException {
        ByteBuffer answer = ByteBuffer.wrap(ask(new byte[] {SshAgentConstants.SSH2_AGENTC_REQUEST_IDENTITIES}));
        return answer.remaining() >= 5 && answer.get() == SshAgentConstants.SSH2_AGENT_IDENTITIES_ANSWER
                ? answer.getInt()
                : 0;
    }

    private ByteBuffer fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (read(buffer) < 0) {
                throw new EOFException("the SSH agent hung up");
            }
        }
        return buffer.flip();
    }

    /** Reads what there is; at the same time another thread may write, which the JDK's streams of a channel forbid. */
    int read(ByteBuffer buffer) throws IOException {
        return channel.read(buffer);
    }

    void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
