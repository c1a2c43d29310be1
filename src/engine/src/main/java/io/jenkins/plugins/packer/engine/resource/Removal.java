package io.jenkins.plugins.packer.engine.resource;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a resource is removed, the same at the end of a build and in {@code packer cleanup}: by the reaper of its kind,
 * tried again when it fails, since many failures of a cloud are over after a moment.
 */
public final class Removal {
    private static final int ATTEMPTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Reapers reapers;
    private final Map<String, String> environment;
    private final Waiting waiting;
    private final Cancellation stop;

    /**
     * A way of removing.
     *
     * @param reapers by kind
     * @param environment credentials and endpoints for the reapers
     * @param waiting the pauses between attempts
     * @param stop the second signal: set, it ends removing at once
     */
    public Removal(Reapers reapers, Map<String, String> environment, Waiting waiting, Cancellation stop) {
        this.reapers = reapers;
        this.environment = environment;
        this.waiting = waiting;
        this.stop = stop;
    }

    /** Whether removing is to end at once. */
    public boolean isStopped() {
        return stop.isCancelled();
    }

    /** Waits, but not beyond the second signal. */
    void pause(Duration duration) {
        try {
            stop.pause(duration);
        } catch (CancelledException e) {
            // Whoever removes asks before each resource.
            return;
        }
    }

    /** How long after it was asked for a resource may not be found yet by its name. */
    Duration settling(Resource resource) {
        try {
            return reapers.reaper(resource.kind()).settling(environment);
        } catch (ComponentException e) {
            // That nobody removes such a thing is told when it is to be removed.
            return Duration.ZERO;
        }
    }

    /**
     * Removes a resource.
     *
     * @throws ComponentException when it is still there after several attempts
     * @throws CancelledException on the second signal
     */
    public void remove(Resource resource, @Nullable String id) throws ComponentException {
        ResourceReaper reaper = reapers.reaper(resource.kind());
        int[] attempts = {0};
        waiting.until("the removal of " + resource.kind() + " " + resource.name(), LIMIT, stop, line -> {}, () -> {
            try {
                reaper.reap(resource, id, environment, stop);
                return resource;
            } catch (ComponentException e) {
                attempts[0]++;
                if (attempts[0] >= ATTEMPTS) {
                    throw e;
                }
                return null;
            }
        });
    }
}
