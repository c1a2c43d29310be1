package com.cloudbees.plugins.credentials.common;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials}, credentials 1496.vf6821f162d4e. */
public interface StandardUsernamePasswordCredentials extends StandardUsernameCredentials, UsernamePasswordCredentials {}
