package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.RunOptions.OnError;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.Locale;

/**
 * What happens when a part of one build fails, after {@code -on-error}; the questions and answers of
 * packer-plugin-sdk's {@code multistep_runner.go}. The user is asked once for a failure, at the part that failed.
 */
final class FailureDecision {
    private static final String QUESTION = "[c] Clean up and exit, [a] abort without cleanup,"
            + " or [r] retry step (build may fail even if retry succeeds)?";

    private final OnError onError;
    private final Cancellation cancellation;
    private final Ui ui;
    private String failedStep = "";
    private boolean decided;
    private boolean aborted;

    FailureDecision(OnError onError, Cancellation cancellation, Ui ui) {
        this.onError = onError;
        this.cancellation = cancellation;
        this.ui = ui;
        this.aborted = onError == OnError.ABORT || onError == OnError.RUN_CLEANUP_PROVISIONER;
    }

    /** Whether the failed part is to be tried again. */
    boolean retry(String step, ComponentException failure) {
        cancellation.check();
        if (failedStep.isEmpty()) {
            failedStep = step;
        }
        if (onError != OnError.ASK || decided) {
            return false;
        }
        ui.error(String.valueOf(failure.getMessage()));
        ui.say("Step \"" + step + "\" failed");
        boolean retry = askUntilAnswered() == 'r';
        decided = !retry;
        if (retry) {
            failedStep = "";
        }
        return retry;
    }

    private char askUntilAnswered() {
        while (true) {
            String line;
            try {
                line = ui.ask(QUESTION);
            } catch (ComponentException e) {
                ui.error(e.getMessage() + " Cleaning up.");
                return 'c';
            }
            char answer = line.isEmpty() ? 'c' : line.toLowerCase(Locale.ROOT).charAt(0);
            switch (answer) {
                case 'a':
                    aborted = true;
                    return answer;
                case 'c', 'r':
                    return answer;
                default:
                    ui.say("Incorrect input: \"" + line + "\"");
            }
        }
    }

    /** Whether the error-cleanup provisioner runs. */
    boolean runsCleanupProvisioner() {
        return onError == OnError.RUN_CLEANUP_PROVISIONER || !aborted;
    }

    /** Whether everything is left as it is. */
    boolean leavesResources() {
        return aborted;
    }

    /** The part that failed, or empty. */
    String failedStep() {
        return failedStep;
    }
}
