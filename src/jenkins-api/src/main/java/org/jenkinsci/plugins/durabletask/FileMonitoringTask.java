package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;

/** Signatures of {@code org.jenkinsci.plugins.durabletask.FileMonitoringTask}, durable-task 671.v340ff7959010. */
public abstract class FileMonitoringTask extends DurableTask {
    public final Controller launch(EnvVars env, FilePath workspace, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    FileMonitoringTask() {}
}
