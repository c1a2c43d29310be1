package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;

/** Signatures of {@code org.jenkinsci.plugins.workflow.actions.PersistentAction}, workflow-api 1384.vdc05a_48f535f. */
public interface PersistentAction extends Action {}
