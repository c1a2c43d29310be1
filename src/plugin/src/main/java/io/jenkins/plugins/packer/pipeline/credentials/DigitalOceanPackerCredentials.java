package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import hudson.Extension;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;

/** A token of DigitalOcean, as secret text. */
public final class DigitalOceanPackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public DigitalOceanPackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException {
        StringCredentials found = find(use, StringCredentials.class);
        String token = found.getSecret().getPlainText();
        binding.secret("DIGITALOCEAN_TOKEN", token);
        binding.secret("DIGITALOCEAN_ACCESS_TOKEN", token);
        binding.secret("DIGITALOCEAN_API_TOKEN", token);
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerDigitalOcean")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(DigitalOceanPackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.DigitalOcean_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.instanceOf(StringCredentials.class);
        }
    }
}
