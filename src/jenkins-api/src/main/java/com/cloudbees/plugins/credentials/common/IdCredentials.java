package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.IdCredentials}, credentials 1496.vf6821f162d4e. */
public interface IdCredentials extends Credentials {
    String getId();
}
