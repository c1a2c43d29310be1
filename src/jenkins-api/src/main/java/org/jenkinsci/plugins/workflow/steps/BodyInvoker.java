package org.jenkinsci.plugins.workflow.steps;

/** Signatures of {@code org.jenkinsci.plugins.workflow.steps.BodyInvoker}, workflow-step-api 710.v3e456cc85233. */
public abstract class BodyInvoker {
    public abstract BodyInvoker withContext(Object override);

    public abstract BodyInvoker withDisplayName(String name);

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyExecution start();
}
