package io.jenkins.plugins.packer.engine.builtin.windows;

import static io.jenkins.plugins.packer.engine.builtin.windows.ScriptOptions.given;

import io.jenkins.plugins.packer.engine.builtin.shell.OutputLine;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.winrm.PowerShell;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a machine that was told to restart: first until it goes down or is known to be up again, then until it works. */
final class RestartWaiting {
    /** Asks for a restart in a minute, only to hear whether one is going on; it is taken back. */
    private static final String TRY = "shutdown /r /f /t 60 /c \"packer restart test\"";

    private static final String TAKE_BACK = "shutdown /a";
    /** By SSH, {@code shutdown} of a machine that is restarting ends so. */
    private static final int RESTARTING_BY_SSH = 1;

    private static final String RESTARTED = "restarted.";
    private static final String CHECK =
            PowerShell.command("echo (\"{0} " + RESTARTED + "\" -f [System.Net.Dns]::GetHostName())");

    private final RestartConfiguration configuration;
    private final ProvisionContext context;
    private final WindowsScript windows;
    private final Duration pause;
    private boolean checked;
    private String last = "it does not answer";

    RestartWaiting(
            RestartConfiguration configuration, ProvisionContext context, WindowsScript windows, Duration pause) {
        this.configuration = configuration;
        this.context = context;
        this.windows = windows;
        this.pause = pause;
        checked = given(configuration.restartCheckCommand(), CHECK).equals(CHECK);
    }

    void run() throws ComponentException {
        long deadline = System.nanoTime() + configuration.restartTimeout().toNanos();
        until(deadline, "the machine to go down", this::isDownOrUp);
        context.cancellation().pause(pause);
        until(deadline, "the machine to come up", this::isReady);
    }

    private void until(long deadline, String what, BooleanSupplier question) throws ComponentException {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        try {
            Waiting.between(pause, pause)
                    .until(
                            what,
                            left,
                            context.cancellation(),
                            line -> context.ui().message(line + ": " + last),
                            () -> question.getAsBoolean() ? what : null);
        } catch (ComponentException e) {
            throw new ComponentException(
                    "Timeout waiting for machine to restart: " + last + ". Set restart_timeout if it takes longer.", e);
        }
    }

    /** Whether the restart is under way, so that the machine is to be waited for, or is over already. */
    private boolean isDownOrUp() {
        int status;
        try {
            status = windows.execute(TRY);
        } catch (ComponentException e) {
            return true;
        }
        if (status == RESTARTING_BY_SSH) {
            return true;
        }
        if (status != 0) {
            // 1115, 1190 and 1717 say that it is going down; whatever else it says, it still answers.
            last = "it still answers, with exit code " + status;
            return false;
        }
        try {
            windows.execute(TAKE_BACK);
        } catch (ComponentException e) {
            context.ui().error("The restart that was asked for as a test could not be taken back: " + e.getMessage());
        }
        return true;
    }

    private boolean isReady() {
        try {
            if (!checked) {
                windows.execute(given(configuration.restartCheckCommand(), CHECK));
                checked = true;
            }
            if (!printed(CHECK).contains(RESTARTED)) {
                last = "PowerShell does not run yet";
                return false;
            }
            return !configuration.checkRegistry() || !isRestartPending();
        } catch (ComponentException e) {
            last = e.getMessage();
            return false;
        }
    }

    private boolean isRestartPending() throws ComponentException {
        for (String key : configuration.registryKeys()) {
            if (printed(PowerShell.command("Test-Path \"" + key + "\"")).contains("True")) {
                last = "the registry says that a restart is pending: " + key;
                return true;
            }
        }
        return false;
    }

    /** What a command prints, which the user sees too. */
    private String printed(String command) throws ComponentException {
        StringBuilder output = new StringBuilder();
        context.communicator()
                .execute(new RemoteCommand(
                        command,
                        line -> {
                            output.append(line).append('\n');
                            context.ui().message(OutputLine.shown(line));
                        },
                        line -> context.ui().error(OutputLine.shown(line))));
        return output.toString();
    }
}
