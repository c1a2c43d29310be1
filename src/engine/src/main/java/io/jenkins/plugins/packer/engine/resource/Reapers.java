package io.jenkins.plugins.packer.engine.resource;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/** Finds who removes resources of a kind. */
@FunctionalInterface
public interface Reapers {

    /**
     * The reaper of a kind.
     *
     * @throws ComponentException when there is none
     */
    ResourceReaper reaper(String kind) throws ComponentException;
}
