package com.cloudbees.jenkins.plugins.sshcredentials;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;

/** Signatures of {@code com.cloudbees.jenkins.plugins.sshcredentials.SSHUser}, ssh-credentials 361.vb_f6760818e8c. */
public interface SSHUser extends StandardUsernameCredentials {}
