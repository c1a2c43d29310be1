package hudson.model;

import hudson.EnvVars;
import hudson.FilePath;
import java.io.IOException;

/** Signatures of {@code hudson.model.AbstractBuild}, jenkins-core 2.528.3. */
public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    public final FilePath getWorkspace() {
        throw new UnsupportedOperationException();
    }

    public EnvVars getEnvironment(TaskListener log) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    AbstractBuild() {}
}
