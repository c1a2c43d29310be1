package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Signatures of {@code org.jenkinsci.plugins.durabletask.Controller}, durable-task 671.v340ff7959010. */
public abstract class Controller implements Serializable {
    public abstract boolean writeLog(FilePath workspace, OutputStream sink) throws IOException, InterruptedException;

    public Integer exitStatus(FilePath workspace, Launcher launcher, TaskListener logger)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void stop(FilePath workspace, Launcher launcher) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void stop(FilePath workspace) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public abstract void cleanup(FilePath workspace) throws IOException, InterruptedException;
}
