package org.jenkinsci.plugins.credentialsbinding;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;

/** Signatures of {@code org.jenkinsci.plugins.credentialsbinding.BindingDescriptor}, credentials-binding 725.ve52b_2328a_fde. */
public abstract class BindingDescriptor<C extends StandardCredentials> extends Descriptor<MultiBinding<C>> {
    protected abstract Class<C> type();

    public ListBoxModel doFillCredentialsIdItems(Item owner) {
        throw new UnsupportedOperationException();
    }
}
