package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

/** Signatures of {@code com.cloudbees.plugins.credentials.CredentialsDescriptor}, credentials 1496.vf6821f162d4e. */
public abstract class CredentialsDescriptor extends Descriptor<Credentials> {
    protected CredentialsDescriptor(Class<? extends Credentials> clazz) {}

    protected CredentialsDescriptor() {}
}
