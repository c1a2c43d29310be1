package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Jenkins gives to a build on an agent, as it is now; after a lost connection it is another.
 *
 * @param run the Jenkins build; null after it was ended by force
 * @param workspace its workspace
 * @param launcher starts processes there
 * @param listener its log
 * @param variables asked when they are needed, since that can mean to ask the agent
 */
record Site(
        @Nullable Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener, Variables variables) {

    /** The variables of a Jenkins build. */
    interface Variables {
        EnvVars all() throws IOException, InterruptedException;

        /** Names of those whose values are secrets. */
        Set<String> secret() throws IOException, InterruptedException;
    }

    /** The Jenkins build, which is there. */
    Run<?, ?> build() {
        if (run == null) {
            throw new IllegalStateException("asked for a Jenkins build that was ended by force");
        }
        return run;
    }

    RemoteAgent agent() {
        return new RemoteAgent(workspace.getChannel());
    }

    DurableBackground background() {
        return new DurableBackground(launcher, TaskListener.NULL);
    }

    /** Directory of the agent that outlives builds. */
    FilePath agentDirectory() throws IOException, InterruptedException {
        Node node = node();
        FilePath root = node == null ? null : node.getRootPath();
        if (root == null) {
            throw new AbortException("The agent of the workspace " + workspace.getRemote()
                    + " is not there any more. Run the build again on an agent that is.");
        }
        return root.child("packer-pipeline");
    }

    @Nullable
    Node node() {
        Computer computer = workspace.toComputer();
        return computer == null ? null : computer.getNode();
    }
}
