package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.time.Duration;
import java.util.function.LongSupplier;
import sun.misc.Signal;

/**
 * Turns the signals that end a process into the run's cancellation: the first lets the builds end and clean up, the
 * second ends the run at once. The only use of {@code sun.misc.Signal}, which the JDK keeps for this purpose; a shutdown
 * hook could not tell a first signal from a second.
 */
final class Signals {
    /**
     * What comes so soon after the first is its echo: {@code timeout} signals the process and then its group, and so does
     * whoever passes on a Ctrl-C that the terminal has given to all.
     */
    static final Duration ECHO = Duration.ofMillis(300);

    private final Cancellation cancellation;
    private final Cancellation stop;
    private final LongSupplier clock;
    private boolean received;
    private long first;

    /**
     * @param cancellation set by the first signal
     * @param stop set by the second
     * @param clock nanoseconds
     */
    Signals(Cancellation cancellation, Cancellation stop, LongSupplier clock) {
        this.cancellation = cancellation;
        this.stop = stop;
        this.clock = clock;
    }

    /** Takes SIGINT, SIGTERM and, where there is one, SIGHUP. */
    static void cancel(Cancellation cancellation, Cancellation stop) {
        Signals signals = new Signals(cancellation, stop, System::nanoTime);
        signals.take("INT", "interrupt");
        signals.take("TERM", "terminated");
        signals.take("HUP", "hangup");
    }

    private void take(String signal, String reason) {
        try {
            Signal.handle(new Signal(signal), ignored -> receive(reason));
        } catch (IllegalArgumentException e) {
            // Windows has no SIGHUP, and a JVM started with -Xrs keeps its signals: then they end the process.
            return;
        }
    }

    /** A signal has come. */
    void receive(String reason) {
        if (isEcho()) {
            return;
        }
        if (cancellation.isCancelled()) {
            stop.cancel(reason);
        } else {
            cancellation.cancel(reason);
        }
    }

    private synchronized boolean isEcho() {
        long now = clock.getAsLong();
        if (received) {
            return now - first < ECHO.toNanos();
        }
        received = true;
        first = now;
        return false;
    }
}
