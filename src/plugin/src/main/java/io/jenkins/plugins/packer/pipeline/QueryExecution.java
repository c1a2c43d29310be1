package io.jenkins.plugins.packer.pipeline;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** A step at work that takes seconds: on a thread of its own, and not repeated by a restart. */
final class QueryExecution extends SynchronousNonBlockingStepExecution<Object> {
    private static final long serialVersionUID = 1L;

    private final transient Work work;

    QueryExecution(StepContext context, Work work) {
        super(context);
        this.work = work;
    }

    /** What the step does. */
    interface Work {
        Object run(Site site) throws IOException, InterruptedException;
    }

    @Override
    protected Object run() throws IOException, InterruptedException {
        return work.run(ContextSite.of(getContext()));
    }
}
