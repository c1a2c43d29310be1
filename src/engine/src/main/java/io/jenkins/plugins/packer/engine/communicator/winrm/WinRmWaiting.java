package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.run.Waiting;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a machine that starts. Everything that goes wrong may be right a moment later, a refused login too: an
 * installation sets the password near its end.
 */
final class WinRmWaiting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String GREETING = "WinRM connected.";
    private static final String GREET = "if (Test-Path variable:global:ProgressPreference)"
            + "{$ProgressPreference='SilentlyContinue'}; echo \"" + GREETING + "\"";

    private final WinRmCommunicator.Source source;
    private final Duration timeout;
    private final StepContext context;
    private String last = "no attempt was made";

    WinRmWaiting(WinRmCommunicator.Source source, Duration timeout, StepContext context) {
        this.source = source;
        this.timeout = timeout;
        this.context = context;
    }

    WinRmCommunicator connect() throws ComponentException {
        context.ui().say("Waiting for WinRM to become available...");
        long deadline = System.nanoTime() + timeout.toNanos();
        WinRmCommunicator communicator = until("WinRM to become available", timeout, this::attempt);
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        until("PowerShell to run", left, () -> greets(communicator) ? Boolean.TRUE : null);
        context.ui().say("Connected to WinRM!");
        return communicator;
    }

    private <T> T until(String what, Duration limit, Waiting.Question<? extends T> question) throws ComponentException {
        try {
            return Waiting.between(FIRST_PAUSE, LONGEST_PAUSE)
                    .until(what, limit, context.cancellation(), this::tell, question);
        } catch (ComponentException e) {
            throw new ComponentException(
                    "Timeout waiting for WinRM: after " + DurationText.brief(timeout) + " " + last, e);
        }
    }

    private void tell(String progress) {
        context.ui().message(progress + ": " + last);
    }

    private @Nullable WinRmCommunicator attempt() {
        try {
            WinRmSettings settings = source.settings();
            context.secrets().add(settings.password());
            WinRmCommunicator communicator = WinRmCommunicator.of(settings, context);
            communicator.probe();
            return communicator;
        } catch (ComponentException e) {
            last = e.getMessage();
            return null;
        }
    }

    /** Whether PowerShell says what it is asked to; until Windows has started, it may fail to load its modules. */
    private boolean greets(WinRmCommunicator communicator) {
        AtomicBoolean greeted = new AtomicBoolean();
        RemoteCommand command = new RemoteCommand(
                PowerShell.command(GREET),
                line -> {
                    context.ui().message(line);
                    greeted.compareAndSet(false, line.contains(GREETING));
                },
                line -> context.ui().error(line));
        try {
            communicator.execute(command);
        } catch (ComponentException e) {
            last = e.getMessage();
            return false;
        }
        if (!greeted.get()) {
            last = "PowerShell ran on the machine and did not print \"" + GREETING + "\".";
        }
        return greeted.get();
    }
}
