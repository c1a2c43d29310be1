package org.jenkinsci.plugins.credentialsbinding;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.credentialsbinding.impl.CredentialNotFoundException;

/** Signatures of {@code org.jenkinsci.plugins.credentialsbinding.MultiBinding}, credentials-binding 725.ve52b_2328a_fde. */
public abstract class MultiBinding<C extends StandardCredentials> extends AbstractDescribableImpl<MultiBinding<C>>
        implements ExtensionPoint {
    protected MultiBinding(String credentialsId) {}

    protected abstract Class<C> type();

    public final String getCredentialsId() {
        throw new UnsupportedOperationException();
    }

    public abstract MultiBinding.MultiEnvironment bind(
            Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException;

    public Set<String> variables() {
        throw new UnsupportedOperationException();
    }

    public Set<String> variables(Run<?, ?> build) throws CredentialNotFoundException {
        throw new UnsupportedOperationException();
    }

    protected final C getCredentials(Run<?, ?> build) throws CredentialNotFoundException {
        throw new UnsupportedOperationException();
    }

    public BindingDescriptor<C> getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public static final class MultiEnvironment implements Serializable {
        public MultiEnvironment(Map<String, String> secretValues) {}

        public MultiEnvironment(Map<String, String> secretValues, Map<String, String> publicValues) {}

        public MultiEnvironment(Map<String, String> secretValues, MultiBinding.Unbinder unbinder) {}

        public MultiEnvironment(
                Map<String, String> secretValues, Map<String, String> publicValues, MultiBinding.Unbinder unbinder) {}

        public Map<String, String> getSecretValues() {
            throw new UnsupportedOperationException();
        }

        public Map<String, String> getPublicValues() {
            throw new UnsupportedOperationException();
        }
    }

    public interface Unbinder extends Serializable {
        void unbind(Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener)
                throws IOException, InterruptedException;
    }
}
