package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code packerCleanup}: removes what runs on this agent had to leave behind, by their journals. */
public final class PackerCleanupStep extends Step {
    private List<PackerCredentials> credentials = new ArrayList<>();
    private String java = "";

    @DataBoundConstructor
    public PackerCleanupStep() {
        // Everything has a default.
    }

    public List<PackerCredentials> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<PackerCredentials> credentials) {
        this.credentials = new ArrayList<>(Util.fixNull(credentials));
    }

    public String getJava() {
        return java;
    }

    @DataBoundSetter
    public void setJava(String java) {
        this.java = Util.fixNull(java).strip();
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QueryExecution(context, this::clean);
    }

    private Object clean(Site site) throws IOException, InterruptedException {
        BuildRequest request = new BuildRequest();
        request.java = java;
        // What the journals list needs the components that made it: the journals are searched for their names.
        request.template = site.agentDirectory().child("journals").getRemote();
        EngineQuery.Answer answer = new EngineQuery(site, request, credentials).of("cleanup", List.of("-all"));
        if (answer.exitCode() != 0) {
            throw new AbortException(
                    "packerCleanup: not everything could be removed; the log says what is left and why.");
        }
        return null;
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "packerCleanup";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerCleanupStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }
    }
}
