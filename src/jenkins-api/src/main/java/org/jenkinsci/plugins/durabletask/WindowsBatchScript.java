package org.jenkinsci.plugins.durabletask;

/** Signatures of {@code org.jenkinsci.plugins.durabletask.WindowsBatchScript}, durable-task 671.v340ff7959010. */
public final class WindowsBatchScript extends FileMonitoringTask {
    public WindowsBatchScript(String script) {}
}
