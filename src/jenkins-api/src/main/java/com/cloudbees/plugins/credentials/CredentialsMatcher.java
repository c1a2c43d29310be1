package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** Signatures of {@code com.cloudbees.plugins.credentials.CredentialsMatcher}, credentials 1496.vf6821f162d4e. */
public interface CredentialsMatcher extends Serializable {
    boolean matches(Credentials item);
}
