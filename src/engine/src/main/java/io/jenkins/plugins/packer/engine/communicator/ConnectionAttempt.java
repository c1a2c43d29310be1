package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One kind of communicator, as far as connecting goes: tries once. {@link MachineConnection} tries again. */
@FunctionalInterface
public interface ConnectionAttempt {

    /**
     * Connects, and takes no longer than is left.
     *
     * @param left time that is left, null for no limit
     * @return a connection that works
     * @throws UnreachableException when it may work a little later
     * @throws ComponentException when it never will
     */
    Communicator connect(MachineAccess access, @Nullable Duration left) throws ComponentException;
}
