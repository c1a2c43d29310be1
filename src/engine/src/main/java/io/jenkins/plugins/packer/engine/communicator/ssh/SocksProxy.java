package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A SOCKS5 proxy (RFC 1928), which resolves the names of hosts itself, with user name and password (RFC 1929) where there
 * is a user name. The JDK's own client of it takes credentials from a setting of the whole process only.
 *
 * @param username empty for none
 */
record SocksProxy(String host, int port, String username, String password) {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int LONGEST = 255;
    private static final String[] REPLIES = {
        "succeeded",
        "general failure",
        "the proxy's rules do not allow the connection",
        "network unreachable",
        "host unreachable",
        "connection refused",
        "time to live expired",
        "command not supported",
        "address type not supported"
    };

    /**
     * Has the proxy connect to a host.
     *
     * @param socket connected to the proxy
     * @throws IOException when the proxy refuses
     */
    void connect(Socket socket, String target, int targetPort) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        boolean authenticates = !username.isEmpty();
        out.write(authenticates ? new byte[] {VERSION, 2, NO_AUTHENTICATION, PASSWORD} : new byte[] {VERSION, 1, 0});
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException("what answers at " + this + " is no SOCKS5 proxy");
        }
        int method = in.readUnsignedByte();
        if (method == PASSWORD && authenticates) {
            authenticate(in, out);
        } else if (method != NO_AUTHENTICATION) {
            throw new IOException("the SOCKS5 proxy " + this
                    + (authenticates
                            ? " accepts no user name and password"
                            : " wants a user name: set ssh_proxy_username and ssh_proxy_password"));
        }
        request(out, target, targetPort);
        answer(in, target, targetPort);
    }

    private void authenticate(DataInputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        counted(message, username);
        counted(message, password);
        out.write(message.toByteArray());
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new IOException("the SOCKS5 proxy " + this + " refuses the user " + username
                    + ": check ssh_proxy_username and ssh_proxy_password");
        }
    }

    private static void counted(ByteArrayOutputStream message, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new IOException("SOCKS5 allows 255 bytes for a name or password, and this has " + bytes.length);
        }
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private static void request(OutputStream out, String target, int targetPort) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, 1, 0});
        boolean literal = target.indexOf(':') >= 0 || target.matches("[0-9.]+");
        if (literal) {
            InetAddress address = InetAddress.getByName(target);
            message.write(address instanceof Inet6Address ? IPV6 : IPV4);
            message.writeBytes(address.getAddress());
        } else {
            message.write(NAME);
            counted(message, target);
        }
        message.write(targetPort >>> 8);
        message.write(targetPort);
        out.write(message.toByteArray());
    }

    private void answer(DataInputStream in, String target, int targetPort) throws IOException {
        in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw new IOException("the SOCKS5 proxy " + this + " cannot connect to " + target + ":" + targetPort + ": "
                    + (reply < REPLIES.length ? REPLIES[reply] : "reply " + reply));
        }
        in.readUnsignedByte();
        int length = switch (in.readUnsignedByte()) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            default -> in.readUnsignedByte();
        };
        in.readFully(new byte[length + 2]);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
