package org.jenkinsci.plugins.workflow.actions;

/** Signatures of {@code org.jenkinsci.plugins.workflow.actions.ErrorAction}, workflow-api 1384.vdc05a_48f535f. */
public class ErrorAction implements PersistentAction {
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }

    ErrorAction() {}
}
