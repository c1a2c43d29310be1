package org.jenkinsci.plugins.workflow.steps;

/** Signatures of {@code org.jenkinsci.plugins.workflow.steps.StepExecutions}, workflow-step-api 710.v3e456cc85233. */
public class StepExecutions {
    public static StepExecution synchronousNonBlocking(StepContext context, StepExecutions.SynchronousBody body) {
        throw new UnsupportedOperationException();
    }

    StepExecutions() {}

    public interface SynchronousBody {
        Object call(StepContext context) throws Exception;
    }
}
