package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own server for SFTP, as a machine with SSH has it: a client that talks to it needs no command for each
 * file.
 */
final class MachineSftp {
    private static final String NAME = "sftp";
    private static final int VERSION = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ProvisionContext context;
    private @Nullable Boolean there;

    MachineSftp(ProvisionContext context) {
        this.context = context;
    }

    /** Whether there is one; the machine is asked once. */
    synchronized boolean isThere() {
        Boolean known = there;
        if (known == null) {
            known = greets();
            there = known;
        }
        return known;
    }

    /** One that cannot be started is there by its name only, and login files that print something break the protocol. */
    private boolean greets() {
        CountDownLatch answered = new CountDownLatch(1);
        ByteArrayOutputStream answer = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                answered.countDown();
            }
        };
        try {
            byte[] greeting = SftpPacket.of(SftpPacket.INIT, out -> out.writeInt(VERSION));
            // OpenSSH's server drops its answer where the end of the input has come before that is written.
            serve(
                    new SequenceInputStream(new ByteArrayInputStream(greeting), new EndAfter(answered)),
                    answer,
                    OutputStream.nullOutputStream());
            DataInputStream packet =
                    SftpPacket.next(new DataInputStream(new ByteArrayInputStream(answer.toByteArray())));
            return packet != null && packet.readUnsignedByte() == SftpPacket.VERSION;
        } catch (ComponentException | IOException e) {
            // Whatever it is that answers: it is no server for SFTP.
            return false;
        }
    }

    /** Has it talk to a client; returns the exit status. */
    int serve(InputStream in, OutputStream out, OutputStream err) throws ComponentException {
        return context.communicator().streamSubsystem(new StreamedCommand(NAME, in, out, err));
    }

    /** Ends when the answer is there, or does not come. */
    private static final class EndAfter extends InputStream {
        private final CountDownLatch answered;

        EndAfter(CountDownLatch answered) {
            this.answered = answered;
        }

        @Override
        public int read() throws IOException {
            try {
                if (!answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return -1;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
