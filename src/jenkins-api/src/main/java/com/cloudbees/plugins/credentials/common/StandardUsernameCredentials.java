package com.cloudbees.plugins.credentials.common;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.StandardUsernameCredentials}, credentials 1496.vf6821f162d4e. */
public interface StandardUsernameCredentials extends StandardCredentials, UsernameCredentials {}
