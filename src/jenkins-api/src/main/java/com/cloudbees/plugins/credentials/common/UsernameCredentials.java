package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.UsernameCredentials}, credentials 1496.vf6821f162d4e. */
public interface UsernameCredentials extends Credentials {
    String getUsername();

    default boolean isUsernameSecret() {
        throw new UnsupportedOperationException();
    }
}
