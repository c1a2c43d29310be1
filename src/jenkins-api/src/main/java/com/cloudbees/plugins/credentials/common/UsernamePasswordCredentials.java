package com.cloudbees.plugins.credentials.common;

/** Signatures of {@code com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials}, credentials 1496.vf6821f162d4e. */
public interface UsernamePasswordCredentials extends UsernameCredentials, PasswordCredentials {}
