package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** Signatures of {@code org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback}, workflow-step-api 710.v3e456cc85233. */
public abstract class BodyExecutionCallback implements Serializable {
    public abstract void onSuccess(StepContext context, Object result);

    public abstract void onFailure(StepContext context, Throwable t);
}
