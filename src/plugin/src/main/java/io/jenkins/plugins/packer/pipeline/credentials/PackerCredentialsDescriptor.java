package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What all kinds of credentials have in forms: a list of those that fit, for those who may see them. */
public abstract class PackerCredentialsDescriptor extends Descriptor<PackerCredentials> {
    protected PackerCredentialsDescriptor(Class<? extends PackerCredentials> type) {
        super(type);
    }

    /** Which credentials fit. */
    protected abstract CredentialsMatcher fitting();

    /** The credentials that fit; to who may not see them, only the one that is chosen already. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        StandardListBoxModel list = new StandardListBoxModel();
        if (!maySee(item)) {
            list.includeCurrentValue(credentialsId);
            return list;
        }
        list.includeEmptyValue();
        list.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), fitting());
        list.includeCurrentValue(credentialsId);
        return list;
    }

    /** Whether something is chosen. */
    @POST
    public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        if (!maySee(item)) {
            return FormValidation.ok();
        }
        return value == null || value.isBlank()
                ? FormValidation.error(Messages.Credentials_Choose())
                : FormValidation.ok();
    }

    private static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
