package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.IOException;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The keys of the local SSH agent, for a login; the agent signs, and no private key leaves it. */
final class Agent extends AbstractAgentProxy {
    private final AgentSocket socket;
    private volatile boolean open = true;

    Agent(AgentSocket socket) {
        super(null);
        this.socket = socket;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    protected Buffer request(Buffer buffer) throws IOException {
        // The library has put the length in front already.
        byte[] message = new byte[buffer.available() - 4];
        buffer.getUInt();
        buffer.getRawBytes(message);
        return new ByteArrayBuffer(socket.ask(message));
    }

    @Override
    public void close() throws IOException {
        open = false;
        socket.close();
        super.close();
    }
}
