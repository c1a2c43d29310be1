package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** Signatures of {@code com.cloudbees.plugins.credentials.CredentialsScope}, credentials 1496.vf6821f162d4e. */
public enum CredentialsScope implements Serializable {
    SYSTEM,
    GLOBAL,
    USER;
}
