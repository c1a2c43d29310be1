package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/** Agent forwarding: a program on the machine talks to the local SSH agent, byte for byte. */
final class AgentChannel extends AbstractServerChannel {
    private static final int BUFFER = 1 << 14;

    private final Map<String, String> environment;
    private @Nullable AgentSocket agent;

    private AgentChannel(Map<String, String> environment) {
        super("", List.of(), null);
        this.environment = environment;
    }

    /** Makes one whenever the machine asks for the agent. */
    record Factory(Map<String, String> environment) implements ChannelFactory {
        @Override
        public String getName() {
            return "auth-agent@openssh.com";
        }

        @Override
        public Channel createChannel(Session session) {
            return new AgentChannel(environment);
        }
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        OpenFuture future = new DefaultOpenFuture(this, this);
        try {
            AgentSocket opened = AgentSocket.open(environment);
            agent = opened;
            Thread thread = new Thread(() -> pump(opened), "packer-ssh-agent");
            thread.setDaemon(true);
            signalChannelOpenSuccess();
            future.setOpened();
            thread.start();
        } catch (IOException | RuntimeException e) {
            signalChannelOpenFailure(e);
            future.setException(e);
        }
        return future;
    }

    private void pump(AgentSocket from) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        try (OutputStream machine =
                new ChannelOutputStream(this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true)) {
            while (from.read(bytes) >= 0) {
                machine.write(bytes.array(), 0, bytes.position());
                machine.flush();
                bytes.clear();
            }
        } catch (IOException e) {
            // Either side hung up, which ends the channel.
            log.debug("agent forwarding ended", e);
        } finally {
            close(false);
        }
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        AgentSocket to = agent;
        if (to != null) {
            to.write(ByteBuffer.wrap(data, offset, (int) length));
        }
        getLocalWindow().release(length);
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        throw new IOException("an agent has no second stream");
    }

    @Override
    public void handleEof() throws IOException {
        hangUp();
        super.handleEof();
    }

    private void hangUp() {
        AgentSocket socket = agent;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                log.debug("closing the agent's socket", e);
            }
        }
    }

    @Override
    protected Closeable getInnerCloseable() {
        return builder()
                .close(super.getInnerCloseable())
                .run(toString(), this::hangUp)
                .build();
    }
}
