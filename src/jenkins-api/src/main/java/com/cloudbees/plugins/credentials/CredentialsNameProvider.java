package com.cloudbees.plugins.credentials;

/** Signatures of {@code com.cloudbees.plugins.credentials.CredentialsNameProvider}, credentials 1496.vf6821f162d4e. */
public abstract class CredentialsNameProvider<C extends Credentials> {
    public abstract String getName(C credentials);
}
