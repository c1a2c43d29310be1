package io.jenkins.plugins.packer.pipeline;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;

/** The images of a job's last successful build, on the job's page. */
public final class PackerJobAction implements Action {
    private final Job<?, ?> job;

    PackerJobAction(Job<?, ?> job) {
        this.job = job;
    }

    /** The last successful build that built images; null where there is none. */
    public @Nullable Run<?, ?> getRun() {
        Run<?, ?> run = job.getLastSuccessfulBuild();
        return run != null && run.getAction(PackerRunAction.class) != null ? run : null;
    }

    /** Its images. */
    public List<ImageRow> getImages() {
        Run<?, ?> run = getRun();
        PackerRunAction action = run == null ? null : run.getAction(PackerRunAction.class);
        return action == null ? List.of() : action.getImages();
    }

    /** No entry in the menu: what is to be seen is on the job's page. */
    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.PackerJobAction_DisplayName();
    }

    @Override
    public @Nullable String getUrlName() {
        return null;
    }

    /** Adds it to jobs. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return List.of(new PackerJobAction(target));
        }
    }
}
