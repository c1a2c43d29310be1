package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Until when a machine has to have answered all that it is asked, however long a single request may take otherwise: what
 * is left of {@code winrm_timeout} while it is being connected to.
 */
final class Deadline {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final long start = System.nanoTime();
    private volatile @Nullable Duration allowed;

    private Deadline(@Nullable Duration allowed) {
        this.allowed = allowed;
    }

    /**
     * From now on.
     *
     * @param left null for no end
     */
    static Deadline within(@Nullable Duration left) {
        // Never nothing, so that a last attempt is one.
        return new Deadline(left != null && left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
    }

    /** Whether it counts still. */
    boolean isSet() {
        return allowed != null;
    }

    /** Ends it: from now on each request has all of its time. */
    void lift() {
        allowed = null;
    }

    /**
     * The time that a request has.
     *
     * @param limit its own
     * @throws HttpTimeoutException when nothing is left
     */
    Duration bound(Duration limit) throws HttpTimeoutException {
        Duration whole = allowed;
        if (whole == null) {
            return limit;
        }
        Duration left = whole.minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            throw new HttpTimeoutException("no time is left to wait for an answer");
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
