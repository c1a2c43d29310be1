package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.InputStream;

/** A machine on which images are built: its files, by absolute path. */
public interface Agent {

    /** Does a task there, with this directory. */
    <T> T perform(String directory, AgentTask<T> task) throws IOException, InterruptedException;

    /** Copies content there, to a file whose directory exists; the stream is left open. */
    void copy(InputStream content, String file) throws IOException, InterruptedException;

    /** Reads a file from there; the caller closes it. */
    InputStream read(String file) throws IOException, InterruptedException;
}
