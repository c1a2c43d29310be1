package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.Collection;

/** Signatures of {@code org.jenkinsci.plugins.workflow.steps.BodyExecution}, workflow-step-api 710.v3e456cc85233. */
public abstract class BodyExecution implements java.util.concurrent.Future<Object>, Serializable {
    public abstract Collection<StepExecution> getCurrentExecutions();

    public boolean cancel(Throwable t) {
        throw new UnsupportedOperationException();
    }
}
