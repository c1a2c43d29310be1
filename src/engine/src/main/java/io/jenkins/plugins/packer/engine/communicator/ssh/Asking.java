package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks a server from time to time whether it is still there. One that has answered before, and then leaves so many questions
 * in a row without an answer, is gone: its connection is ended. Not one that never answered, since some servers know no such
 * question; nor one from which anything else comes. Times without a question, as of a machine that slept, do not count.
 */
final class Asking implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final Line line;
    private final KeepAlive keepAlive;
    private final Cancellation end = new Cancellation();
    private volatile boolean answered;
    private long heard = Line.DEAF;
    private int unanswered;

    /** The connection, as far as asking goes. */
    interface Line {
        /** This side does not listen: it is busy with what came before. */
        long DEAF = -1;

        /** How often something has come, or {@link #DEAF}. */
        long heard();

        /**
         * Asks.
         *
         * @param answered called when there is an answer, whatever it is
         * @throws IOException when the connection is gone
         */
        void ask(Runnable answered) throws IOException;

        /** Ends the connection. */
        void giveUp(IOException why);
    }

    Asking(Line line, KeepAlive keepAlive) {
        this.line = line;
        this.keepAlive = keepAlive;
    }

    /** Asks, on a thread of its own, until it is closed or the connection is gone. */
    void start() {
        Thread thread = new Thread(this::run, "packer-ssh-ask");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            // The first question is early: one that never answered is not given up.
            end.pause(keepAlive.interval().compareTo(FIRST) < 0 ? keepAlive.interval() : FIRST);
            while (next()) {
                end.pause(keepAlive.interval());
            }
        } catch (CancelledException | IOException e) {
            // Nobody needs the connection any more, or whoever does is told by what they do with it.
            return;
        }
    }

    /**
     * Looks at what came of the question before, and asks the next one.
     *
     * @return false where the server was given up
     */
    boolean next() throws IOException {
        long now = line.heard();
        unanswered = now == Line.DEAF || now != heard ? 0 : unanswered + 1;
        heard = now;
        if (answered && unanswered >= keepAlive.most()) {
            line.giveUp(new IOException("the server has not answered for "
                    + DurationText.words(keepAlive.interval().multipliedBy(unanswered)) + ", though it is asked every "
                    + DurationText.brief(keepAlive.interval())
                    + " (ssh_keep_alive_interval); ssh_read_write_timeout says how long it may be silent"));
            return false;
        }
        line.ask(() -> answered = true);
        return true;
    }

    /** Whether the server answers such questions. */
    boolean isAnswered() {
        return answered;
    }

    @Override
    public void close() {
        end.cancel("closed");
    }
}
