package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.Util;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Keys of Apache CloudStack: a user name (API key) with a password (secret key). */
public final class CloudStackPackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;

    private String apiUrl = "";

    @DataBoundConstructor
    public CloudStackPackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    public String getApiUrl() {
        return apiUrl;
    }

    @DataBoundSetter
    public void setApiUrl(String apiUrl) {
        this.apiUrl = Util.fixNull(apiUrl).strip();
    }

    /** What a configuration does not have gets its default. */
    private Object readResolve() {
        setApiUrl(apiUrl);
        return this;
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException {
        StandardUsernamePasswordCredentials keys = find(use, StandardUsernamePasswordCredentials.class);
        binding.secret("CLOUDSTACK_API_KEY", keys.getUsername());
        binding.secret("CLOUDSTACK_SECRET_KEY", keys.getPassword().getPlainText());
        if (!apiUrl.isEmpty()) {
            binding.variable("CLOUDSTACK_API_URL", apiUrl);
        }
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerCloudStack")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(CloudStackPackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.CloudStack_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class);
        }
    }
}
