package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.util.Secret;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.PasswordCredentials}, credentials 1496.vf6821f162d4e. */
public interface PasswordCredentials extends Credentials {
    Secret getPassword();
}
