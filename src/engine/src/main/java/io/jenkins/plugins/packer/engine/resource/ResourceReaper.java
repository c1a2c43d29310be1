package io.jenkins.plugins.packer.engine.resource;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes resources of one kind: the only code that does, at the end of a build as in {@code packer cleanup}.
 */
public interface ResourceReaper {

    /** The {@link Resource#kind()} that it removes. */
    String kind();

    /**
     * How long after it was asked for a resource may not be found yet by who does not know its id: a process that was killed
     * has its request on the way, and what a big cloud has made is not found everywhere at once.
     *
     * @param environment environment of the run
     */
    default Duration settling(Map<String, String> environment) {
        return Duration.ofSeconds(1);
    }

    /**
     * Removes the resource. That it is gone already, or never came into being, is success.
     *
     * @param resource as it was registered
     * @param id the id that its creation returned, or null where the process died before it was known
     * @param environment environment of the run, for credentials and endpoints
     * @param cancellation set by the user's second signal only
     * @throws ComponentException when it is still there; the message says how to remove it by hand
     */
    void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException;
}
