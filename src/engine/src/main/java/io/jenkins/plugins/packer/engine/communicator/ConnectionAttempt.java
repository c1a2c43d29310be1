package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/** One kind of communicator, as far as connecting goes: tries once. {@link MachineConnection} tries again. */
@FunctionalInterface
public interface ConnectionAttempt {

    /**
     * Connects.
     *
     * @return a connection that works
     * @throws UnreachableException when it may work a little later
     * @throws ComponentException when it never will
     */
    Communicator connect(MachineAccess access) throws ComponentException;
}
