package org.jenkinsci.plugins.durabletask;

/** Signatures of {@code org.jenkinsci.plugins.durabletask.BourneShellScript}, durable-task 671.v340ff7959010. */
public final class BourneShellScript extends FileMonitoringTask {
    public BourneShellScript(String script) {}
}
