package io.jenkins.plugins.packer.pipeline;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** The site of a Pipeline step. */
final class ContextSite {
    private ContextSite() {}

    /** The site as the step finds it. */
    static Site of(StepContext context) throws IOException, InterruptedException {
        return at(context, context.get(FilePath.class));
    }

    /** The site at a workspace that has been found again. */
    static Site at(StepContext context, FilePath workspace) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        Launcher launcher = context.get(Launcher.class);
        TaskListener listener = context.get(TaskListener.class);
        return new Site(run, workspace, launcher, listener, new ContextVariables(context));
    }

    /** The step's variables. */
    private record ContextVariables(StepContext context) implements Site.Variables {
        @Override
        public EnvVars all() throws IOException, InterruptedException {
            return new EnvVars(context.get(EnvVars.class));
        }

        @Override
        public Set<String> secret() throws IOException, InterruptedException {
            EnvironmentExpander expander = context.get(EnvironmentExpander.class);
            return expander == null ? Set.of() : expander.getSensitiveVariables();
        }
    }

    /** What went wrong, for a log. */
    static String text(@Nullable Throwable failure) {
        return failure == null ? "" : failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
