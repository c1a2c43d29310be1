package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.Secret;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A private key for SSH, as a file whose path is the value of a template variable; another variable gets the user's name. */
public final class SshPackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;
    private static final String KEY_FILE = "ssh_private_key_file";
    private static final String USERNAME = "ssh_username";

    private String keyFileVariable = KEY_FILE;
    private String usernameVariable = USERNAME;

    @DataBoundConstructor
    public SshPackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    public String getKeyFileVariable() {
        return keyFileVariable;
    }

    @DataBoundSetter
    public void setKeyFileVariable(String name) {
        keyFileVariable = Util.fixNull(name).isBlank() ? KEY_FILE : name.strip();
    }

    public String getUsernameVariable() {
        return usernameVariable;
    }

    @DataBoundSetter
    public void setUsernameVariable(String name) {
        usernameVariable = Util.fixNull(name).isBlank() ? USERNAME : name.strip();
    }

    /** What a configuration does not have gets its default. */
    private Object readResolve() {
        setKeyFileVariable(keyFileVariable);
        setUsernameVariable(usernameVariable);
        return this;
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException {
        SSHUserPrivateKey key = find(use, SSHUserPrivateKey.class);
        Secret passphrase = key.getPassphrase();
        if (passphrase != null && !passphrase.getPlainText().isEmpty()) {
            throw new AbortException(
                    "packerSsh: the key \"" + getCredentialsId() + "\" has a passphrase, for which Packer has no"
                            + " option. Use a key without one; Jenkins keeps it encrypted.");
        }
        StringBuilder keys = new StringBuilder();
        for (String one : key.getPrivateKeys()) {
            keys.append(one).append(one.endsWith("\n") ? "" : "\n");
            binding.hide(one);
        }
        String path = binding.file("ssh-" + binding.count(), Binding.utf8(keys.toString()));
        binding.variable("PKR_VAR_" + keyFileVariable, path);
        if (key.isUsernameSecret()) {
            binding.secret("PKR_VAR_" + usernameVariable, key.getUsername());
        } else {
            binding.variable("PKR_VAR_" + usernameVariable, key.getUsername());
        }
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerSsh")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(SshPackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.Ssh_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.instanceOf(SSHUserPrivateKey.class);
        }
    }
}
