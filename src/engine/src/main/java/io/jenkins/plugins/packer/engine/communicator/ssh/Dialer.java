package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Opens TCP connections, directly or through a SOCKS5 proxy. */
final class Dialer {
    /** As Packer's ({@code ssh/connect.go}). */
    private static final int CONNECT_MILLIS = 15_000;

    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVE_PROBES = 9;
    /** What Java hands to the system at once. */
    private static final int BUFFER = 1 << 17;

    private final @Nullable SocksProxy proxy;
    private final @Nullable Duration silence;
    private final Cancellation cancellation;

    /**
     * A way to connect.
     *
     * @param proxy null for none
     * @param silence how long the far side may be silent, null for ever
     */
    Dialer(@Nullable SocksProxy proxy, @Nullable Duration silence, Cancellation cancellation) {
        this.proxy = proxy;
        this.silence = silence;
        this.cancellation = cancellation;
    }

    /**
     * Connects.
     *
     * @throws IOException with a message that names the address
     */
    Link dial(String host, int port, Deadline deadline) throws IOException {
        SocksProxy through = proxy;
        InetSocketAddress next = through == null
                ? new InetSocketAddress(host, port)
                : new InetSocketAddress(through.host(), through.port());
        Socket socket = new Socket();
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> abandon(socket))) {
            connect(socket, next, deadline);
            if (through != null) {
                socket.setSoTimeout(Math.min(CONNECT_MILLIS, deadline.millis()));
                through.connect(socket, host, port);
            }
            socket.setSoTimeout(silence == null ? 0 : millis(silence));
            return new Link(
                    PromptInput.of(socket),
                    new BufferedOutputStream(socket.getOutputStream(), BUFFER),
                    socket,
                    InetSocketAddress.createUnresolved(host, port));
        } catch (IOException | RuntimeException e) {
            abandon(socket);
            throw e;
        }
    }

    private static void connect(Socket socket, InetSocketAddress address, Deadline deadline) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException("the host name " + address.getHostString() + " is not known");
        }
        socket.setTcpNoDelay(true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            // One that is gone without a word is noticed within a minute while nothing is sent; what is sent is
            // KeepAlive's matter.
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
        }
        try {
            socket.connect(address, Math.min(CONNECT_MILLIS, deadline.millis()));
        } catch (IOException e) {
            throw new IOException(
                    "connecting to " + address.getHostString() + ":" + address.getPort() + " failed: " + e.getMessage(),
                    e);
        }
    }

    static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }

    private static void abandon(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody uses it any more.
            return;
        }
    }
}
