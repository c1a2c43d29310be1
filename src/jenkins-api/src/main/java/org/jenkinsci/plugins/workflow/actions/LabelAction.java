package org.jenkinsci.plugins.workflow.actions;

/** Signatures of {@code org.jenkinsci.plugins.workflow.actions.LabelAction}, workflow-api 1384.vdc05a_48f535f. */
public class LabelAction implements PersistentAction {
    public LabelAction(String displayName) {}

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
