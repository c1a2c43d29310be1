package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts programs on an agent that go on when the connection to it is lost, or when Jenkins itself stops for a while.
 *
 * <p>What is started is identified by the {@link Serializable} that {@link #start} returns; it is kept with the build.
 */
public interface Background {

    /**
     * Starts a script: of the Bourne shell, or a batch file on Windows.
     *
     * @param script its text
     * @param environment variables for it, beside those of the agent
     * @param directory a private directory, by which the processes are told from others
     */
    Serializable start(String script, Map<String, String> environment, String directory)
            throws IOException, InterruptedException;

    /** Its exit code, or null while it runs. */
    @Nullable
    Integer exitCode(Serializable started, String directory) throws IOException, InterruptedException;

    /** Ends it and what it started, without asking. */
    void kill(Serializable started, String directory) throws IOException, InterruptedException;

    /** Forgets it: what was needed to watch it is removed from the agent. */
    void forget(Serializable started, String directory) throws IOException, InterruptedException;
}
