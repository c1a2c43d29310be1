package io.jenkins.plugins.packer.engine.resource;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.function.Function;

/**
 * Everything that one build created outside the process. A resource is written to the journal before it is asked for,
 * and its id as soon as it is known; when the build ends, what is left is removed in reverse order.
 */
public interface ResourceScope {

    /**
     * Creates something that is needed only while the build runs: it is removed however the build ends.
     *
     * @param intent what will be created
     * @param creation asks for it
     * @param id its id, out of what the creation returned
     */
    <T> T create(Resource intent, Creation<T> creation, Function<? super T, String> id) throws ComponentException;

    /** Creates something whose {@link Resource#name()} is all that is needed to remove it. */
    default <T> T create(Resource intent, Creation<T> creation) throws ComponentException {
        return create(intent, creation, created -> intent.name());
    }

    /**
     * Creates something that is the result of the build, or part of it: it is kept when the build succeeds and removed
     * when it fails or is cancelled. Belongs into the artifact's {@link
     * io.jenkins.plugins.packer.engine.component.Artifact#resources()}.
     */
    <T> T produce(Resource intent, Creation<T> creation, Function<? super T, String> id) throws ComponentException;

    /** Produces something whose {@link Resource#name()} is all that is needed to remove it. */
    default <T> T produce(Resource intent, Creation<T> creation) throws ComponentException {
        return produce(intent, creation, created -> intent.name());
    }

    /** Removes one resource of this scope now, instead of at the end. */
    void remove(Resource resource) throws ComponentException;

    /**
     * Asks for a resource.
     *
     * @param <T> what describes it
     */
    @FunctionalInterface
    interface Creation<T> {
        T run() throws ComponentException;
    }
}
