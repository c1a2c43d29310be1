package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import hudson.model.Saveable;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;

/** Signatures of {@code org.jenkinsci.plugins.workflow.graph.FlowNode}, workflow-api 1384.vdc05a_48f535f. */
public abstract class FlowNode extends Actionable implements Saveable {
    public final ErrorAction getError() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    FlowNode() {}
}
