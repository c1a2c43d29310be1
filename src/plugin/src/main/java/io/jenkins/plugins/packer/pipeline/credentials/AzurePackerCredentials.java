package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A service principal of Microsoft Azure: of the Azure Credentials plugin, or a user name (client id) with a password (client
 * secret), beside which subscription and tenant are given. Templates read {@code ARM_*} variables, or {@code PKR_VAR_*}.
 */
public final class AzurePackerCredentials extends PackerCredentials {
    private static final long serialVersionUID = 1L;
    private static final String TYPE = "com.microsoft.azure.util.AzureCredentials";

    private String subscriptionId = "";
    private String tenantId = "";

    @DataBoundConstructor
    public AzurePackerCredentials(String credentialsId) {
        super(credentialsId);
    }

    public String getSubscriptionId() {
        return subscriptionId;
    }

    @DataBoundSetter
    public void setSubscriptionId(String subscriptionId) {
        this.subscriptionId = Util.fixNull(subscriptionId).strip();
    }

    public String getTenantId() {
        return tenantId;
    }

    @DataBoundSetter
    public void setTenantId(String tenantId) {
        this.tenantId = Util.fixNull(tenantId).strip();
    }

    /** What a configuration does not have gets its default. */
    private Object readResolve() {
        setSubscriptionId(subscriptionId);
        setTenantId(tenantId);
        return this;
    }

    @Override
    public void bind(Use use, Binding binding) throws IOException, InterruptedException {
        StandardCredentials found = find(use, StandardCredentials.class);
        if (new CredentialsOfType(TYPE).matches(found)) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("credentialsId", getCredentialsId());
            arguments.put("subscriptionIdVariable", "ARM_SUBSCRIPTION_ID");
            arguments.put("clientIdVariable", "ARM_CLIENT_ID");
            arguments.put("clientSecretVariable", "ARM_CLIENT_SECRET");
            arguments.put("tenantIdVariable", "ARM_TENANT_ID");
            new BindingOfPlugin("AzureCredentialsBinding", arguments).bind(use, binding);
        } else {
            if (subscriptionId.isEmpty() || tenantId.isEmpty()) {
                throw new AbortException(
                        "packerAzure: with a user name and a password (client id and secret), subscriptionId and"
                                + " tenantId are needed too.");
            }
            StandardUsernamePasswordCredentials client = find(use, StandardUsernamePasswordCredentials.class);
            binding.secret("ARM_CLIENT_ID", client.getUsername());
            binding.secret("ARM_CLIENT_SECRET", client.getPassword().getPlainText());
        }
        if (!subscriptionId.isEmpty()) {
            binding.variable("ARM_SUBSCRIPTION_ID", subscriptionId);
        }
        if (!tenantId.isEmpty()) {
            binding.variable("ARM_TENANT_ID", tenantId);
        }
        forVariables(binding, "SUBSCRIPTION_ID", "CLIENT_ID", "CLIENT_SECRET", "TENANT_ID");
    }

    /** The same values for templates that take them as variables, which is how Azure's own examples do it. */
    private static void forVariables(Binding binding, String... names) {
        for (String name : names) {
            String value = binding.variables().get("ARM_" + name);
            if (value != null) {
                binding.secret("PKR_VAR_" + name.toLowerCase(java.util.Locale.ROOT), value);
            }
        }
    }

    /** The kind in forms. */
    @Extension
    @Symbol("packerAzure")
    public static final class DescriptorImpl extends PackerCredentialsDescriptor {
        public DescriptorImpl() {
            super(AzurePackerCredentials.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.Azure_DisplayName();
        }

        @Override
        protected CredentialsMatcher fitting() {
            return CredentialsMatchers.anyOf(
                    new CredentialsOfType(TYPE),
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));
        }
    }
}
