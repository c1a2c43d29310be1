package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;

/**
 * What an SSH connection runs over: a socket, one behind a proxy, or a channel of another SSH connection.
 *
 * @param in from the far side
 * @param out to the far side
 * @param resource what to close
 * @param address of the far side, for messages
 */
record Link(InputStream in, OutputStream out, Closeable resource, InetSocketAddress address) {

    /** Ends it; what is blocked on it ends as well. */
    void close() {
        try {
            resource.close();
        } catch (IOException e) {
            // It is given up anyhow, and a socket that cannot be closed is closed by the other side.
            return;
        }
    }
}
