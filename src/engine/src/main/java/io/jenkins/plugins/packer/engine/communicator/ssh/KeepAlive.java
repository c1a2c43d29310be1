package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server is asked whether it is still there, and when one that answers no more is given up. Packer asks as well, and
 * waits for ever: one whose machine froze, or behind a firewall that forgot the connection, keeps its build for hours.
 *
 * @param interval between two questions; nothing is asked where it is not positive
 * @param most how many questions in a row may be without an answer
 */
record KeepAlive(Duration interval, int most) {
    /** Long enough for a machine that is moved to another host, or a network that is set up anew. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LEAST = 3;

    /**
     * As the template's options say.
     *
     * @param silence how long the connection may be silent, which is looked after elsewhere; null where the template does
     *     not say
     */
    static KeepAlive of(Duration interval, @Nullable Duration silence) {
        if (!isOn(interval) || silence != null) {
            return new KeepAlive(interval, Integer.MAX_VALUE);
        }
        long questions = PATIENCE.dividedBy(interval);
        return new KeepAlive(interval, (int) Math.max(LEAST, Math.min(Integer.MAX_VALUE, questions)));
    }

    boolean isOn() {
        return isOn(interval);
    }

    private static boolean isOn(Duration interval) {
        return !interval.isNegative() && !interval.isZero();
    }
}
