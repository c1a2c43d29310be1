package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import sun.misc.Signal;

/**
 * Turns the signals that end a process into the run's cancellation: the first lets the builds end and clean up, the
 * second ends the run at once. The only use of {@code sun.misc.Signal}, which the JDK keeps for this purpose; a shutdown
 * hook could not tell a first signal from a second.
 */
final class Signals {
    private Signals() {}

    /**
     * Takes SIGINT, SIGTERM and, where there is one, SIGHUP.
     *
     * @param cancellation set by the first signal
     * @param stop set by the second
     */
    static void cancel(Cancellation cancellation, Cancellation stop) {
        take("INT", "interrupt", cancellation, stop);
        take("TERM", "terminated", cancellation, stop);
        take("HUP", "hangup", cancellation, stop);
    }

    private static void take(String signal, String reason, Cancellation cancellation, Cancellation stop) {
        try {
            Signal.handle(new Signal(signal), received -> {
                if (cancellation.isCancelled()) {
                    stop.cancel(reason);
                } else {
                    cancellation.cancel(reason);
                }
            });
        } catch (IllegalArgumentException e) {
            // Windows has no SIGHUP, and a JVM started with -Xrs keeps its signals: then they end the process.
            return;
        }
    }
}
