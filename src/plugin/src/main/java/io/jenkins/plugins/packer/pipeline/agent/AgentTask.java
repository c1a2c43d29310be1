package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Work that is done where the files are. It travels to the agent as it is, so its members are types of Java and of this
 * plugin only; so is what it yields.
 *
 * @param <T> what it yields
 */
public interface AgentTask<T> extends Serializable {

    /**
     * Does it.
     *
     * @param directory the directory that the task was given for
     */
    T perform(Path directory) throws IOException, InterruptedException;
}
