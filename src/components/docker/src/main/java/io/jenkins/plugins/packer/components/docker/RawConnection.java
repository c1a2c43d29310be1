package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;

/**
 * A connection to an engine, of which one direction can end before the other: docker-java's transport cannot do that,
 * and a command learns only so that its input is over.
 */
abstract class RawConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 30_000;

    /** Connects; named pipes of Windows have no ends of their own for the two directions. */
    static RawConnection open(Endpoint endpoint) throws IOException, ComponentException {
        return switch (endpoint.host().getScheme()) {
            case "unix" -> new UnixSocket(Path.of(endpoint.host().getPath()));
            case "tcp" -> new TcpSocket(endpoint);
            default ->
                throw new ComponentException(
                        "The engine at " + endpoint + " is reached through a named pipe, over which"
                                + " a command's input cannot end. Set DOCKER_HOST to an address that begins with tcp://.");
        };
    }

    abstract InputStream input() throws IOException;

    abstract OutputStream output() throws IOException;

    /** Tells the far end that nothing more comes. */
    abstract void endOutput() throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** Java's own streams over a channel do not read and write at the same time. */
    private static final class UnixSocket extends RawConnection {
        private final SocketChannel channel;

        UnixSocket(Path path) throws IOException {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        }

        @Override
        InputStream input() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
                }
            };
        }

        @Override
        OutputStream output() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
            };
        }

        @Override
        void endOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** With TLS where the endpoint has certificates. */
    private static final class TcpSocket extends RawConnection {
        private final Socket socket;

        TcpSocket(Endpoint endpoint) throws IOException, ComponentException {
            String host = endpoint.host().getHost();
            int port = endpoint.host().getPort();
            Socket plain = new Socket();
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket = endpoint.certificates() == null ? plain : secure(plain, endpoint, host, port);
        }

        private static Socket secure(Socket plain, Endpoint endpoint, String host, int port)
                throws IOException, ComponentException {
            Path certificates = endpoint.certificates();
            if (certificates == null) {
                return plain;
            }
            SSLSocket secured = (SSLSocket) new ClientTls(certificates)
                    .getSSLContext()
                    .getSocketFactory()
                    .createSocket(plain, host, port, true);
            javax.net.ssl.SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        }

        @Override
        InputStream input() throws IOException {
            return socket.getInputStream();
        }

        @Override
        OutputStream output() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
