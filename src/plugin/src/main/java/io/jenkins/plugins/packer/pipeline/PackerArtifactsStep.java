package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.packer.pipeline.result.BuildResult;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** {@code packerArtifacts}: returns what another job has built, and notes that this build uses it. */
public final class PackerArtifactsStep extends Step {
    private static final String LAST_SUCCESSFUL = "lastSuccessful";

    private final String job;
    private String build = LAST_SUCCESSFUL;
    private boolean fingerprint = true;

    @DataBoundConstructor
    public PackerArtifactsStep(String job) {
        this.job = Util.fixNull(job).strip();
    }

    public String getJob() {
        return job;
    }

    public String getBuild() {
        return build;
    }

    @DataBoundSetter
    public void setBuild(String build) {
        this.build = Util.fixNull(build).isBlank() ? LAST_SUCCESSFUL : build.strip();
    }

    public boolean isFingerprint() {
        return fingerprint;
    }

    @DataBoundSetter
    public void setFingerprint(boolean fingerprint) {
        this.fingerprint = fingerprint;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousNonBlocking(context, this::read);
    }

    private Object read(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> user = context.get(Run.class);
        Run<?, ?> source = find(user);
        PackerRunAction action = source.getAction(PackerRunAction.class);
        if (action == null) {
            throw new AbortException(
                    "packerArtifacts: " + source.getFullDisplayName() + " has built nothing with Packer.");
        }
        if (fingerprint) {
            Map<String, String> images = new LinkedHashMap<>();
            for (RunResult run : action.getRuns()) {
                for (BuildResult one : run.getBuilds()) {
                    if (one.isSuccessful()) {
                        one.images().values().forEach(image -> images.put(image, Util.getDigestOf(image)));
                    }
                }
            }
            Completion.fingerprint(user, images, false);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("job", source.getParent().getFullName());
        map.put("number", source.getNumber());
        map.put("url", source.getUrl());
        map.putAll(action.toMap());
        return map;
    }

    private Run<?, ?> find(Run<?, ?> user) throws AbortException {
        try (ACLContext context = ACL.as2(identity(user))) {
            Job<?, ?> found = Jenkins.get().getItemByFullName(job.startsWith("/") ? job.substring(1) : job, Job.class);
            if (found == null || !found.hasPermission(Item.READ)) {
                throw notFound();
            }
            Run<?, ?> run = run(found);
            if (run == null) {
                throw new AbortException("packerArtifacts: the job " + job + " has no build \"" + build
                        + "\". It is a number, lastSuccessful, lastCompleted or last.");
            }
            return run;
        } catch (AccessDeniedException e) {
            throw notFound();
        }
    }

    private AbortException notFound() {
        return new AbortException(
                "packerArtifacts: there is no job \"" + job
                        + "\" that this build may read. Write its full name, with its folders, or give it the permission Job/Read.");
    }

    private @Nullable Run<?, ?> run(Job<?, ?> found) {
        return switch (build) {
            case LAST_SUCCESSFUL -> found.getLastSuccessfulBuild();
            case "lastCompleted" -> found.getLastCompletedBuild();
            case "last" -> found.getLastBuild();
            default -> build.matches("\\d{1,9}") ? found.getBuildByNumber(Integer.parseInt(build)) : null;
        };
    }

    /** As whom a build runs, which Authorize Project and the like can set. */
    private static Authentication identity(Run<?, ?> user) {
        Object parent = user.getParent();
        return parent instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "packerArtifacts";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerArtifactsStep_DisplayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return OptionTexts.summaryOfJob(arguments);
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        /** Whether the job is there, as far as the user may know. */
        @POST
        public FormValidation doCheckJob(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null || !item.hasPermission(Item.CONFIGURE)) {
                return FormValidation.ok();
            }
            try {
                String name = Util.fixNull(value).strip();
                return Jenkins.get().getItemByFullName(name, Job.class) == null
                        ? FormValidation.warning(Messages.PackerArtifactsStep_NoJob())
                        : FormValidation.ok();
            } catch (AccessDeniedException e) {
                return FormValidation.warning(Messages.PackerArtifactsStep_NoJob());
            }
        }
    }
}
