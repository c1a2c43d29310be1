package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.util.RunList;
import java.io.IOException;
import java.util.List;

/** Signatures of {@code hudson.model.Job}, jenkins-core 2.528.3. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    public EnvVars getEnvironment(Node node, TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public RunList<RunT> getBuilds() {
        throw new UnsupportedOperationException();
    }

    public List<RunT> getBuilds(Fingerprint.RangeSet rs) {
        throw new UnsupportedOperationException();
    }

    public RunT getBuildByNumber(int n) {
        throw new UnsupportedOperationException();
    }

    public RunT getLastBuild() {
        throw new UnsupportedOperationException();
    }

    public RunT getLastSuccessfulBuild() {
        throw new UnsupportedOperationException();
    }

    public RunT getLastCompletedBuild() {
        throw new UnsupportedOperationException();
    }

    Job() {}
}
