package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.ChannelPipedInputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/** A connection to one SSH server, logged in. Closing it ends everything that runs over it. */
final class SshConnection implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final SshClient client;
    private final ClientSession session;
    private final Link link;
    private final Asking asking;

    /** The server refuses the user. */
    static final class LoginRefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        LoginRefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The two sides have no algorithm in common, or the server is none: to try again is in vain. */
    static final class IncompatibleServerException extends IOException {
        private static final long serialVersionUID = 1L;

        IncompatibleServerException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private SshConnection(SshClient client, ClientSession session, Link link, KeepAlive keepAlive) {
        this.client = client;
        this.session = session;
        this.link = link;
        this.asking = new Asking(new Questions(session), keepAlive);
        if (keepAlive.isOn()) {
            asking.start();
        }
    }

    /**
     * Logs in.
     *
     * @param link closed with the connection, and where it fails
     * @param settings changes a client before it starts, for algorithms and the like
     * @param keepAlive how the server is asked whether it is still there, once it has let the user in
     * @throws LoginRefusedException when the server refuses the user
     * @throws UnansweredException when the server asks what nobody can answer
     * @throws IOException with a message that says what happened
     */
    static SshConnection open(
            Link link,
            SshLogin login,
            Consumer<SshClient> settings,
            KeepAlive keepAlive,
            Deadline deadline,
            Cancellation cancellation)
            throws IOException {
        String where = link.address().getHostString() + ":" + link.address().getPort();
        SshClient client = SshClients.create(login, link);
        try (Cancellation.Registration ignored = cancellation.onCancel(link::close)) {
            settings.accept(client);
            client.start();
            ClientSession session = client.connect(login.username(), SshClients.NOWHERE)
                    .verify(deadline.millis())
                    .getSession();
            if (!login.password().isEmpty()) {
                session.addPasswordIdentity(login.password());
            }
            for (KeyPair key : login.keys()) {
                session.addPublicKeyIdentity(key);
            }
            authenticate(session, login, where, deadline);
            return new SshConnection(client, session, link, keepAlive);
        } catch (IOException | RuntimeException e) {
            link.close();
            client.close(true);
            cancellation.check();
            throw e;
        }
    }

    private static void authenticate(ClientSession session, SshLogin login, String where, Deadline deadline)
            throws IOException {
        try {
            session.auth().verify(deadline.millis());
        } catch (IOException | RuntimeException e) {
            Throwable broken = failure(session);
            UnansweredException unanswered = UnansweredException.in(broken == null ? e : broken);
            if (unanswered != null) {
                throw unanswered;
            }
            String reason = message(broken == null ? e : broken);
            if (reason.contains("Unable to negotiate")) {
                throw new IncompatibleServerException(
                        "the SSH server at " + where + " and this side have no algorithm in common: " + reason
                                + ". Look at ssh_ciphers and ssh_key_exchange_algorithms",
                        e);
            }
            if (isRefusal(e, reason)) {
                throw new LoginRefusedException(
                        "the SSH server at " + where + " refused the user " + login.username() + " with " + login.ways()
                                + ": " + reason,
                        e);
            }
            throw new IOException(
                    "the SSH handshake with " + where + " failed: "
                            + (broken == null ? unfinished(session, reason) : reason) + greeting(session),
                    e);
        }
    }

    /** Why a handshake that nothing broke did not come to its end. The library's words are about its own state. */
    private static String unfinished(ClientSession session, String reason) {
        boolean introduced = session.getServerVersion() != null;
        if (reason.contains("within specified timeout")) {
            return introduced
                    ? "the server says nothing more"
                    : "whatever answers there does not say that it is an SSH server; is it the right port?";
        }
        if (session.isOpen() && !session.isClosing()) {
            return reason;
        }
        return introduced
                ? "the server closed the connection"
                : "whatever answers there closed the connection and did not say that it is an SSH server; it is none,"
                        + " it has too many connections, or it does not let this machine in";
    }

    /** What a server says that does not introduce itself: some tell so that they are busy. */
    private static String greeting(ClientSession session) {
        if (session.getServerVersion() != null || !(session.getIoSession() instanceof LinkSession own)) {
            return "";
        }
        String line = own.greeting().lines().findFirst().orElse("").strip();
        boolean isText = line.chars().allMatch(c -> c >= ' ' && c <= '~');
        return line.isEmpty() || !isText ? "" : ". It says \"" + line + "\"";
    }

    private static boolean isRefusal(Throwable error, String reason) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh
                    && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                return true;
            }
        }
        return reason.contains("authentication");
    }

    private static @Nullable Throwable failure(ClientSession session) {
        return session.getIoSession() instanceof LinkSession own ? own.failure() : null;
    }

    private static String message(Throwable error) {
        Throwable cause = error;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SocketTimeoutException) {
            return "the server was silent for longer than ssh_read_write_timeout";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Why the connection ended, a few words. */
    String ending() {
        Throwable failure = failure(session);
        return failure == null ? "the other side closed the connection" : message(failure);
    }

    /** Whether it can still be used; a link that broke counts from that moment, before the library has ended all on it. */
    boolean isOpen() {
        return session.isOpen() && !session.getIoSession().isClosing() && failure(session) == null;
    }

    ClientSession session() {
        return session;
    }

    /** Whether the server answers when it is asked whether it is still there. */
    boolean isAnswered() {
        return asking.isAnswered();
    }

    /**
     * A link to a host that the server connects to, for a further SSH connection: the server is a bastion then.
     *
     * @param silence how long it may be silent, null for ever
     */
    Link tunnel(String host, int port, @Nullable Duration silence, Deadline deadline) throws IOException {
        ChannelDirectTcpip channel = session.createDirectTcpipChannel(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(host, port));
        try {
            channel.open().verify(deadline.millis());
        } catch (IOException e) {
            throw new IOException("the bastion host cannot connect to " + host + ":" + port + ": " + e.getMessage(), e);
        }
        if (silence != null && channel.getInvertedOut() instanceof ChannelPipedInputStream piped) {
            piped.setTimeout(silence.toMillis());
        }
        return new Link(
                new Tunnelled(channel.getInvertedOut()),
                channel.getInvertedIn(),
                () -> {
                    channel.close(true);
                    close();
                },
                java.net.InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * Waits for a channel to close.
     *
     * @throws IOException when this thread is interrupted
     */
    static void await(ClientChannel channel) throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        channel.addCloseFutureListener(future -> closed.countDown());
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What comes through a server; its end is the far side's only where the server is still there. */
    private final class Tunnelled extends FilterInputStream {
        Tunnelled(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return there(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return there(super.read(bytes, offset, length));
        }

        private int there(int read) throws IOException {
            if (read < 0 && !SshConnection.this.isOpen()) {
                throw new IOException("the connection to the bastion host ended: " + ending());
            }
            return read;
        }
    }

    /** Questions to the server of a session. */
    private record Questions(ClientSession session) implements Asking.Line {
        /** As Packer's. */
        private static final String KEEP_ALIVE = "keepalive@packer.io";

        @Override
        public long heard() {
            return session.getIoSession() instanceof LinkSession own ? own.heard() : DEAF;
        }

        @Override
        public void ask(Runnable answered) throws IOException {
            Buffer question = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
            question.putString(KEEP_ALIVE);
            question.putBoolean(true);
            session.request(question, KEEP_ALIVE, (kind, answer) -> answered.run());
        }

        @Override
        public void giveUp(IOException why) {
            if (session.getIoSession() instanceof LinkSession own) {
                own.broken(why);
            }
        }
    }

    @Override
    public void close() {
        asking.close();
        if (session.isOpen()) {
            CountDownLatch closed = new CountDownLatch(1);
            session.addCloseFutureListener(future -> closed.countDown());
            try {
                session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "finished");
                if (!closed.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                    session.close(true);
                }
            } catch (IOException e) {
                // The connection is gone, which is what is wanted.
                session.close(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        session.close(true);
        link.close();
        client.close(true);
    }
}
