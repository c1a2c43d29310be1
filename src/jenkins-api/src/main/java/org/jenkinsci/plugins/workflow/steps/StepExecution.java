package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** Signatures of {@code org.jenkinsci.plugins.workflow.steps.StepExecution}, workflow-step-api 710.v3e456cc85233. */
public abstract class StepExecution implements Serializable {
    protected StepExecution(StepContext context) {}

    public StepContext getContext() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean start() throws Exception;

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
