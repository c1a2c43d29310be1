package io.jenkins.plugins.packer.pipeline;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.packer.pipeline.agent.Agent;
import io.jenkins.plugins.packer.pipeline.agent.AgentTask;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An agent, through its connection. A task that an agent does not answer in time is given up. */
final class RemoteAgent implements Agent {
    private static final long PATIENCE_SECONDS = 60;

    private final VirtualChannel channel;

    RemoteAgent(VirtualChannel channel) {
        this.channel = channel;
    }

    @Override
    public <T> T perform(String directory, AgentTask<T> task) throws IOException, InterruptedException {
        Future<T> answer = new FilePath(channel, directory).actAsync(new TaskOnAgent<>(task));
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(
                    "The agent has not answered within " + PATIENCE_SECONDS + " seconds, to "
                            + task.getClass().getSimpleName() + " in " + directory,
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(
                    cause instanceof IOException && cause.getMessage() != null
                            ? cause.getMessage()
                            : String.valueOf(cause),
                    e);
        }
    }

    @Override
    public void copy(InputStream content, String file) throws IOException, InterruptedException {
        new FilePath(channel, file).copyFrom(content);
    }

    @Override
    public InputStream read(String file) throws IOException, InterruptedException {
        return new FilePath(channel, file).read();
    }
}
