package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * What a socket receives, with small packets acknowledged at once. Before its first command an OpenSSH server has Nagle's
 * algorithm on (RFC 896): it keeps a small packet back until the one before it is acknowledged, which the system of this side
 * puts off for 40 ms in the hope of something to send.
 */
final class PromptInput extends FilterInputStream {
    /** What is larger comes with more behind it, and is acknowledged without that. */
    private static final int SMALL = 4096;

    /**
     * How many packets are acknowledged at once: more than a login has. After that the server's algorithm is off, and Java
     * makes a list of all options each time that one is set.
     */
    private static final int LOGIN = 64;

    private final Socket socket;
    private int left = LOGIN;

    private PromptInput(Socket socket) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
    }

    /** The socket's input; as it is where the system has no such option, which only Linux has. */
    static InputStream of(Socket socket) throws IOException {
        return socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)
                ? new PromptInput(socket)
                : socket.getInputStream();
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        acknowledge();
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0 && count < SMALL) {
            acknowledge();
        }
        return count;
    }

    /** The system forgets the option with the next packet that it sends. */
    private void acknowledge() {
        if (left == 0) {
            return;
        }
        left--;
        try {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        } catch (IOException e) {
            // The socket was closed meanwhile, and what was read before is as good.
            return;
        }
    }
}
