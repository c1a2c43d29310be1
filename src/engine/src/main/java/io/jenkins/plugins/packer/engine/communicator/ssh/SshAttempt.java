package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.ConnectionAttempt;
import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connects by SSH. The first use of this class is what loads Apache MINA SSHD. */
public final class SshAttempt implements ConnectionAttempt {
    private final SshMachine machine;

    /**
     * A way to connect.
     *
     * @param options checked already
     * @param context of the build
     */
    public SshAttempt(SshOptions options, StepContext context) {
        machine = new SshMachine(options, context);
    }

    @Override
    public Communicator connect(MachineAccess access, @Nullable Duration left) throws ComponentException {
        return new SshCommunicator(machine, access, machine.connect(access, Deadline.within(left)));
    }
}
