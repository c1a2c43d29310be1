package com.cloudbees.jenkins.plugins.sshcredentials;

import hudson.util.Secret;
import java.util.List;

/** Signatures of {@code com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey}, ssh-credentials 361.vb_f6760818e8c. */
public interface SSHUserPrivateKey extends SSHUser {
    Secret getPassphrase();

    List<String> getPrivateKeys();
}
