package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import hudson.Extension;
import java.io.IOException;
import java.io.InputStream;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.kohsuke.stapler.DataBoundConstructor;

/** A key file of a Google Cloud service account, as a secret file. */
public final class GooglePackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public GooglePackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException {
        FileCredentials found = find(use, FileCredentials.class);
        try (InputStream content = found.getContent()) {
            String path = binding.file("google-" + binding.count() + ".json", content.readAllBytes());
            binding.variable("GOOGLE_APPLICATION_CREDENTIALS", path);
        }
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerGoogle")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(GooglePackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.Google_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.instanceOf(FileCredentials.class);
        }
    }
}
