import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a server on the loopback interface, and has what each sends arrive that much later, as over a
 * way of that length: {@code java Distance.java PORT MICROSECONDS}. It prints the port where it listens. What is under way
 * has no limit, so only the distance counts, not a bandwidth.
 */
public final class Distance {
    private static final int BUFFER = 256 * 1024;
    private static final long MICROSECOND = 1000;

    private final int port;
    private final long delay;

    private Distance(int port, long delay) {
        this.port = port;
        this.delay = delay;
    }

    /** Some bytes, and when they arrive (System.nanoTime); none is the end. */
    private record Sent(byte[] bytes, long due) {}

    public static void main(String[] arguments) throws IOException {
        Distance distance = new Distance(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]) * MICROSECOND);
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(listening.getLocalPort());
            while (true) {
                distance.connect(listening.accept());
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        carry(client, server);
        carry(server, client);
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Sent> way = new LinkedBlockingQueue<>();
        start(() -> {
            try (InputStream in = from.getInputStream()) {
                byte[] buffer = new byte[BUFFER];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    byte[] bytes = new byte[count];
                    System.arraycopy(buffer, 0, bytes, 0, count);
                    way.add(new Sent(bytes, System.nanoTime() + delay));
                }
            } finally {
                way.add(new Sent(new byte[0], System.nanoTime() + delay));
            }
        });
        start(() -> {
            try (OutputStream out = to.getOutputStream()) {
                for (Sent sent = way.take(); sent.bytes().length > 0; sent = way.take()) {
                    for (long left = sent.due() - System.nanoTime(); left > 0; left = sent.due() - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(sent.bytes());
                }
            }
        });
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // One of the two has ended.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
