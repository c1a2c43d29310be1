package io.jenkins.plugins.packer.engine.builtin.windows;

import static io.jenkins.plugins.packer.engine.builtin.windows.ScriptOptions.given;

import io.jenkins.plugins.packer.engine.builtin.StartRetry;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.TimeLimit;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.time.Duration;
import java.util.Set;

/**
 * Restarts a machine with Windows and waits until it can be worked with again. Behaves as Packer's {@code
 * provisioner/windows-restart}, except that a connection that ends with the restart command means success, and the
 * timeout holds for every part.
 */
public final class RestartProvisioner implements Provisioner<RestartConfiguration> {
    private static final String RESTART = "shutdown /r /f /t 0 /c \"packer restart\"";
    /** Success, or a restart that goes on already (ERROR_SHUTDOWN_IN_PROGRESS, ERROR_SHUTDOWN_IS_SCHEDULED). */
    private static final Set<Integer> RESTARTING = Set.of(0, 1115, 1190);
    /** For the last attempt that begins in time, which mostly says what is wrong. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration pause;

    /** One that waits as Packer does. */
    public RestartProvisioner() {
        this(Duration.ofSeconds(5));
    }

    /**
     * @param pause between two questions whether the machine is there again
     */
    RestartProvisioner(Duration pause) {
        this.pause = pause;
    }

    @Override
    public String type() {
        return "windows-restart";
    }

    @Override
    public String summary() {
        return "Restarts a machine with Windows and waits until it is there again.";
    }

    @Override
    public Class<RestartConfiguration> configurationType() {
        return RestartConfiguration.class;
    }

    @Override
    public void provision(RestartConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        context.ui().say("Restarting Machine");
        WindowsScript windows = new WindowsScript(context, configuration.restartTimeout());
        StartRetry retry = new StartRetry(context, configuration.restartTimeout());
        int status = inTime(
                configuration,
                context,
                () -> retry.run(() -> restart(windows, given(configuration.restartCommand(), RESTART))));
        if (!RESTARTING.contains(status)) {
            throw new ComponentException("Restart script exited with non-zero exit status: " + status);
        }
        context.ui().say("Waiting for machine to restart...");
        RestartWaiting waiting = new RestartWaiting(configuration, context, windows, pause);
        inTime(configuration, context, () -> {
            waiting.run();
            return true;
        });
        context.ui().say("Machine successfully restarted, moving on");
    }

    /** Ends what is still going on when the time is over: a machine that goes down may leave a question without answer. */
    private static <T> T inTime(
            RestartConfiguration configuration, ProvisionContext context, StartRetry.Attempt<T> work)
            throws ComponentException {
        Duration timeout = configuration.restartTimeout();
        try (TimeLimit limit = new TimeLimit(timeout.plus(GRACE), context.cancellation(), () -> {})) {
            try {
                return work.run();
            } catch (ComponentException | CancelledException e) {
                context.cancellation().check();
                if (limit.isExpired()) {
                    throw new ComponentException(
                            "Timeout waiting for machine to restart: a command was still running after "
                                    + DurationText.brief(timeout) + ". Set restart_timeout if it takes longer.",
                            e);
                }
                throw e;
            }
        }
    }

    private static int restart(WindowsScript windows, String command) throws ComponentException {
        try {
            return windows.execute(command);
        } catch (DisconnectedException e) {
            // The machine went down before it could say that it would.
            return 0;
        }
    }
}
