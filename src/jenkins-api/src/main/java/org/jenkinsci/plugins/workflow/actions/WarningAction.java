package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;

/** Signatures of {@code org.jenkinsci.plugins.workflow.actions.WarningAction}, workflow-api 1384.vdc05a_48f535f. */
public class WarningAction implements PersistentAction {
    public WarningAction(Result result) {}

    public WarningAction withMessage(String message) {
        throw new UnsupportedOperationException();
    }

    public Result getResult() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
