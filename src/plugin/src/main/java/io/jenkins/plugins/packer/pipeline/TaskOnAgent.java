package io.jenkins.plugins.packer.pipeline;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.packer.pipeline.agent.AgentTask;
import java.io.File;
import java.io.IOException;
import jenkins.agents.ControllerToAgentFileCallable;

/** A task on its way to an agent. */
record TaskOnAgent<T>(AgentTask<T> task) implements ControllerToAgentFileCallable<T> {
    @Override
    public T invoke(File directory, VirtualChannel channel) throws IOException, InterruptedException {
        return task.perform(directory.toPath());
    }
}
