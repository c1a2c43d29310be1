package org.jenkinsci.plugins.credentialsbinding.impl;

import hudson.AbortException;

/** Signatures of {@code org.jenkinsci.plugins.credentialsbinding.impl.CredentialNotFoundException}, credentials-binding 725.ve52b_2328a_fde. */
public class CredentialNotFoundException extends AbortException {
    public CredentialNotFoundException(String message) {}
}
