package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.ConnectionAttempt;
import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connects by WinRM. */
public final class WinRmAttempt implements ConnectionAttempt {
    private final Function<MachineAccess, WinRmSettings> settings;
    private final StepContext context;

    /**
     * A way to connect.
     *
     * @param settings what the options say of a machine
     * @param context of the build
     */
    public WinRmAttempt(Function<MachineAccess, WinRmSettings> settings, StepContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public Communicator connect(MachineAccess access, @Nullable Duration left) throws UnreachableException {
        return WinRmCommunicator.connect(settings.apply(access), left, context);
    }
}
