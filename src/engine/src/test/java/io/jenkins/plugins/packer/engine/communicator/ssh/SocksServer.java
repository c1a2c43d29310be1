package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SOCKS5 proxy (RFC 1928, RFC 1929), as small as it can be. */
final class SocksServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final String username;
    private final String password;

    /** Empty for no authentication. */
    SocksServer(String username, String password) throws IOException {
        this.username = username;
        this.password = password;
        start(() -> {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was connected to. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The connection, or the test, is over.
                Thread.yield();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            in.readUnsignedByte();
            byte[] methods = in.readNBytes(in.readUnsignedByte());
            if (!authenticate(new String(methods, StandardCharsets.ISO_8859_1), in, out)) {
                return;
            }
            in.readNBytes(3);
            int type = in.readUnsignedByte();
            String host = type == 3
                    ? new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII)
                    : InetAddress.getByAddress(in.readNBytes(type == 1 ? 4 : 16))
                            .getHostAddress();
            int port = in.readUnsignedShort();
            try (Socket target = new Socket(host, port)) {
                requests.add(host + ":" + port);
                out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
                start(() -> pump(target.getInputStream(), client, target));
                pump(in, target, client);
            } catch (IOException e) {
                out.write(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
            }
        }
    }

    private boolean authenticate(String methods, DataInputStream in, OutputStream out) throws IOException {
        int method = username.isEmpty() ? 0 : 2;
        if (methods.indexOf(method) < 0) {
            out.write(new byte[] {5, (byte) 0xff});
            return false;
        }
        out.write(new byte[] {5, (byte) method});
        if (method == 0) {
            return true;
        }
        in.readUnsignedByte();
        String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        String given = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        boolean right = name.equals(username) && given.equals(password);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private static void pump(InputStream from, Socket to, Socket other) throws IOException {
        try (to;
                other) {
            from.transferTo(to.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
