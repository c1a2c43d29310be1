package com.cloudbees.plugins.credentials;

/** Signatures of {@code com.cloudbees.plugins.credentials.CredentialsMatchers}, credentials 1496.vf6821f162d4e. */
public class CredentialsMatchers {
    public static CredentialsMatcher instanceOf(Class clazz) {
        throw new UnsupportedOperationException();
    }

    public static CredentialsMatcher anyOf(CredentialsMatcher... matchers) {
        throw new UnsupportedOperationException();
    }

    CredentialsMatchers() {}
}
