package io.jenkins.plugins.packer.pipeline.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.AbortException;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Describable;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Credentials of Jenkins, and how the builders of a template find them. What is kept is their id; they are looked up for the
 * build that uses them, and that use is tracked.
 */
public abstract class PackerCredentials implements Describable<PackerCredentials>, ExtensionPoint, Serializable {
    private static final long serialVersionUID = 1L;

    private final String credentialsId;

    protected PackerCredentials(String credentialsId) {
        this.credentialsId = credentialsId;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /**
     * For whom they are looked up.
     *
     * @param run the Jenkins build
     * @param workspace its workspace
     * @param launcher starts processes on its agent
     * @param listener its log
     */
    public record Use(Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener) {}

    /**
     * Adds what they become to a run's binding.
     *
     * @throws AbortException when there are no such credentials, or they are of a kind that does not fit
     */
    public abstract void bind(Use use, Binding binding) throws IOException, InterruptedException;

    /** The credentials, tracked as used. */
    protected final <C extends IdCredentials> C find(Use use, Class<C> type) throws AbortException {
        C found = CredentialsProvider.findCredentialById(credentialsId, type, use.run(), List.of());
        if (found == null) {
            boolean other = CredentialsProvider.findCredentialById(
                            credentialsId, StandardCredentials.class, use.run(), List.of())
                    != null;
            throw new AbortException(
                    other
                            ? "The credentials \"" + credentialsId + "\" are of a kind that "
                                    + getDescriptor().getDisplayName()
                                    + " does not take. Choose others, or another kind of use."
                            : "There are no credentials \"" + credentialsId
                                    + "\" that this job may use. Add them to Jenkins or"
                                    + " to the job's folder, or correct credentialsId.");
        }
        CredentialsProvider.track(use.run(), found);
        return found;
    }
}
