package io.jenkins.plugins.packer.engine.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends work that takes too long: sets a token of its own, and interrupts the thread that works, since what blocks it may
 * know only the run's token. The run's cancellation sets the token as well. Closed by the thread that works.
 */
public final class TimeLimit implements AutoCloseable {
    private final Cancellation token = new Cancellation();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Cancellation.Registration registration;
    private final Thread worker = Thread.currentThread();
    private final Object lock = new Object();
    private boolean expired;
    private boolean closed;

    /**
     * Begins.
     *
     * @param limit how long the calling thread may work
     * @param run the token of all that the work belongs to
     * @param whenExpired is run when the time is over, before the work is ended
     */
    public TimeLimit(Duration limit, Cancellation run, Runnable whenExpired) {
        registration = run.onCancel(() -> token.cancel(run.reason()));
        Thread timer = new Thread(() -> await(limit, whenExpired), "packer-time-limit");
        timer.setDaemon(true);
        timer.start();
    }

    Cancellation token() {
        return token;
    }

    /** Whether the time was over before the work was done. */
    public boolean isExpired() {
        synchronized (lock) {
            return expired;
        }
    }

    private void await(Duration limit, Runnable whenExpired) {
        try {
            if (done.await(limit.toNanos(), TimeUnit.NANOSECONDS) || token.isCancelled()) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (lock) {
            if (closed) {
                return;
            }
            expired = true;
        }
        whenExpired.run();
        token.cancel("timeout");
        synchronized (lock) {
            if (!closed) {
                worker.interrupt();
            }
        }
    }

    /** Ends the limit, on the thread that worked; an interrupt that came from it is taken back. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (expired) {
                Thread.interrupted();
            }
        }
        registration.close();
        done.countDown();
    }
}
