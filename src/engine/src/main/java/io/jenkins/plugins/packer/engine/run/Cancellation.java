package io.jenkins.plugins.packer.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the parts of a run that it is to end. It is set once and stays set; it is passed down, never looked up.
 */
public final class Cancellation {
    private final CountDownLatch set = new CountDownLatch(1);
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile String reason = "";

    /**
     * Sets it and calls the listeners, on this thread.
     *
     * @param why a few words for the user, such as {@code interrupted}
     */
    public void cancel(String why) {
        List<Runnable> toCall;
        synchronized (listeners) {
            if (isCancelled()) {
                return;
            }
            reason = why;
            set.countDown();
            toCall = List.copyOf(listeners);
            listeners.clear();
        }
        toCall.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        return set.getCount() == 0;
    }

    /** Why it was set; empty while it is not. */
    public String reason() {
        return reason;
    }

    /**
     * Ends the caller if it is set.
     *
     * @throws CancelledException if it is set
     */
    public void check() {
        if (isCancelled()) {
            throw new CancelledException(reason);
        }
    }

    /**
     * Waits, the only sleep there is.
     *
     * @throws CancelledException as soon as it is set
     */
    public void pause(Duration duration) {
        try {
            if (set.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CancelledException(reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    /**
     * Has a listener called when it is set, at once if it is set already. Used to end blocking calls, by closing what
     * they block on.
     *
     * @return closing it takes the listener back
     */
    public Registration onCancel(Runnable listener) {
        synchronized (listeners) {
            if (!isCancelled()) {
                listeners.add(listener);
                return () -> {
                    synchronized (listeners) {
                        listeners.remove(listener);
                    }
                };
            }
        }
        listener.run();
        return () -> {};
    }

    /** A listener that can be taken back. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
