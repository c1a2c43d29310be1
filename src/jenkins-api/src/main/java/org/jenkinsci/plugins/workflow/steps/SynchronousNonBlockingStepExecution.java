package org.jenkinsci.plugins.workflow.steps;

/** Signatures of {@code org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution}, workflow-step-api 710.v3e456cc85233. */
public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {
    protected SynchronousNonBlockingStepExecution(StepContext context) {
        super((StepContext) null);
    }

    protected abstract T run() throws Exception;

    public final boolean start() throws Exception {
        throw new UnsupportedOperationException();
    }

    public void stop(Throwable cause) throws Exception {
        throw new UnsupportedOperationException();
    }

    public void onResume() {
        throw new UnsupportedOperationException();
    }

    public String getStatus() {
        throw new UnsupportedOperationException();
    }
}
