package com.cloudbees.plugins.credentials.common;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.StandardListBoxModel}, credentials 1496.vf6821f162d4e. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {
    protected String describe(StandardCredentials c) {
        throw new UnsupportedOperationException();
    }
}
