package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Until when a connection must be made.
 *
 * @param nanos of {@link System#nanoTime}
 */
record Deadline(long nanos) {
    /** As Packer's for a handshake. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /**
     * From now on.
     *
     * @param left null for as long as a handshake may take
     */
    static Deadline within(@Nullable Duration left) {
        Duration limit = left == null || left.compareTo(LONGEST) > 0 ? LONGEST : left;
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Milliseconds that are left; never none, so that a last attempt is one. */
    int millis() {
        return (int) Math.max(
                SHORTEST.toMillis(), Duration.ofNanos(nanos - System.nanoTime()).toMillis());
    }
}
