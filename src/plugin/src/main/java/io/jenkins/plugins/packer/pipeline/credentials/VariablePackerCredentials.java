package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.Extension;
import hudson.util.FormValidation;
import java.io.IOException;
import java.io.InputStream;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The value of a template variable: secret text, the path of a secret file, or the password of a user. */
public final class VariablePackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "[A-Za-z_][\\w-]*";

    private final String name;

    @DataBoundConstructor
    public VariablePackerCredentials(String name, String credentialsId) {
        super(credentialsId);
        this.name = name;
    }

    public String getName() {
        return name;
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException {
        if (name == null || !name.matches(NAME)) {
            throw new AbortException(
                    "packerVariable: name is the name of a variable of the template, but is \"" + name + "\".");
        }
        StandardCredentials found = find(use, StandardCredentials.class);
        if (found instanceof StringCredentials text) {
            binding.secret("PKR_VAR_" + name, text.getSecret().getPlainText());
        } else if (found instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                String own =
                        "variable-" + binding.count() + "/" + file.getFileName().replaceAll("[^\\w.-]", "_");
                binding.variable("PKR_VAR_" + name, binding.file(own, content.readAllBytes()));
            }
        } else {
            StandardUsernamePasswordCredentials user = find(use, StandardUsernamePasswordCredentials.class);
            binding.secret("PKR_VAR_" + name, user.getPassword().getPlainText());
        }
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerVariable")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(VariablePackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.Variable_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.anyOf(
                    CredentialsMatchers.instanceOf(StringCredentials.class),
                    CredentialsMatchers.instanceOf(FileCredentials.class),
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));
        }

        /** Whether it can be a variable's name. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return value != null && value.matches(NAME)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.Variable_Name());
        }
    }
}
