package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A program that runs on the machine. Closing it, and cancelling the run, ends what is blocked on it. */
final class RemoteProgram implements AutoCloseable {
    private static final Duration MOMENTS = Duration.ofSeconds(1);
    private static final int LONGEST_ERROR = 4096;
    /** In the order of their numbers; the shells' exit status of a program that one ended is 128 and the number. */
    private static final List<String> SIGNALS = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM");

    private final ChannelSession channel;
    private final SshConnection connection;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private final ErrorText errorText = new ErrorText();

    /**
     * A program that is to be started.
     *
     * @param output receives standard output; null to read it from {@link #out()}
     * @param errors receives standard error; null to have it in {@link #errorText()}
     */
    RemoteProgram(
            ChannelSession channel,
            SshConnection connection,
            Cancellation cancellation,
            @Nullable OutputStream output,
            @Nullable OutputStream errors) {
        this.channel = channel;
        this.connection = connection;
        this.cancellation = cancellation;
        if (output != null) {
            channel.setOut(new KeptOpen(output));
        }
        channel.setErr(errors == null ? errorText : new KeptOpen(errors));
        registration = cancellation.onCancel(this::abandon);
    }

    /**
     * Ends it, whatever it is at, for a run that is cancelled or a time that is over. That the channel closes a program does
     * not notice until it writes, so it is asked to end as well; OpenSSH passes that on to all that the command started,
     * unless root logged in.
     */
    private void abandon() {
        if (channel.isClosing() || channel.getExitStatus() != null) {
            channel.close(true);
            return;
        }
        try {
            Buffer request = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
            request.putUInt(channel.getRecipient());
            request.putString("signal");
            request.putBoolean(false);
            request.putString("TERM");
            channel.writePacket(request);
        } catch (IOException | RuntimeException e) {
            // It did not begin, or its connection is gone: then there is nobody to ask.
        }
        channel.close(true);
    }

    /** Its standard input; closing it is the end of the file. */
    OutputStream in() {
        return channel.getInvertedIn();
    }

    /** Its standard output. */
    InputStream out() {
        return channel.getInvertedOut();
    }

    /** The beginning of its standard error, where nobody else receives it. */
    String errorText() {
        return errorText.toString();
    }

    /**
     * Waits for its end.
     *
     * @return the exit status
     * @throws DisconnectedException when the connection ended before
     */
    int end() throws DisconnectedException {
        Integer status = status();
        if (status != null) {
            return status;
        }
        throw new DisconnectedException(
                "The connection to the machine ended while a command was running: " + connection.ending() + ".", null);
    }

    /**
     * Waits for the end of a program that is part of something.
     *
     * @param what what it is part of, for the message
     * @return the exit status
     * @throws DisconnectedException when the connection ended before
     */
    int end(String what) throws DisconnectedException {
        Integer status = status();
        if (status != null) {
            return status;
        }
        throw new DisconnectedException(what + " failed: the connection ended: " + connection.ending(), null);
    }

    /** The exit status at its end; null where the connection ended before. */
    private @Nullable Integer status() throws DisconnectedException {
        try {
            SshConnection.await(channel);
        } catch (IOException e) {
            cancellation.check();
            throw new DisconnectedException("Waiting for a command on the machine was interrupted.", e);
        }
        Integer status = channel.getExitStatus();
        if (status != null) {
            return status;
        }
        cancellation.check();
        String signal = channel.getExitSignal();
        return signal == null ? null : Integer.valueOf(128 + Math.max(0, SIGNALS.indexOf(signal)));
    }

    /**
     * Whether it has ended, or does so within moments. With its connection gone it does, however long a busy machine takes
     * to tell everybody.
     */
    boolean endsSoon() {
        return !connection.isOpen() || endsWithin(MOMENTS);
    }

    /** Whether it ends well before a time is over. */
    boolean succeedsWithin(Duration time) {
        Integer status = endsWithin(time) ? channel.getExitStatus() : null;
        return status != null && status == 0;
    }

    private boolean endsWithin(Duration time) {
        CountDownLatch closed = new CountDownLatch(1);
        channel.addCloseFutureListener(future -> closed.countDown());
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Says why reading from or writing to the program failed.
     *
     * @param what what was done
     */
    DisconnectedException broken(String what, IOException cause) {
        cancellation.check();
        return new DisconnectedException(
                what + " failed: "
                        + (connection.isOpen() ? cause.getMessage() : "the connection ended: " + connection.ending()),
                cause);
    }

    @Override
    public void close() {
        registration.close();
        abandon();
    }

    /** Keeps the beginning of what is written. */
    private static final class ErrorText extends OutputStream {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int octet) {
            if (text.size() < LONGEST_ERROR) {
                text.write(octet);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            text.write(bytes, offset, Math.min(length, LONGEST_ERROR - Math.min(LONGEST_ERROR, text.size())));
        }

        @Override
        public synchronized String toString() {
            return text.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
