package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.Util;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Keys of Amazon Web Services: of the AWS Credentials plugin, or a user name (access key) with a password (secret key). */
public final class AwsPackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;
    private static final String TYPE = "com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials";

    private String region = "";
    private String roleArn = "";

    @DataBoundConstructor
    public AwsPackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixNull(region).strip();
    }

    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixNull(roleArn).strip();
    }

    /** What a configuration does not have gets its default. */
    private Object readResolve() {
        setRegion(region);
        setRoleArn(roleArn);
        return this;
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException, InterruptedException {
        StandardCredentials found = find(use, StandardCredentials.class);
        if (new CredentialsOfType(TYPE).matches(found)) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("credentialsId", getCredentialsId());
            arguments.put("accessKeyVariable", "AWS_ACCESS_KEY_ID");
            arguments.put("secretKeyVariable", "AWS_SECRET_ACCESS_KEY");
            if (!roleArn.isEmpty()) {
                arguments.put("roleArn", roleArn);
            }
            new BindingOfPlugin("AmazonWebServicesCredentialsBinding", arguments).bind(use, binding);
        } else {
            if (!roleArn.isEmpty()) {
                throw new hudson.AbortException(
                        "packerAws: roleArn needs credentials of the AWS Credentials plugin, but \""
                                + getCredentialsId()
                                + "\" is a user name with a password. Let the template assume the role"
                                + " (assume_role), or use other credentials.");
            }
            StandardUsernamePasswordCredentials keys = find(use, StandardUsernamePasswordCredentials.class);
            binding.secret("AWS_ACCESS_KEY_ID", keys.getUsername());
            binding.secret("AWS_SECRET_ACCESS_KEY", keys.getPassword().getPlainText());
        }
        if (!region.isEmpty()) {
            binding.variable("AWS_REGION", region);
            binding.variable("AWS_DEFAULT_REGION", region);
        }
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerAws")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(AwsPackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.Aws_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.anyOf(
                    new CredentialsOfType(TYPE),
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));
        }
    }
}
