package io.jenkins.plugins.packer.pipeline.agent;

import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;

/** Finds out about the Java that runs the agent itself, and about its system. */
public record JavaOfAgent() implements AgentTask<JavaOfAgent.Found> {
    /** The oldest Java that the engine runs on. */
    public static final int OLDEST = 17;

    /**
     * What was found.
     *
     * @param program path of {@code java}
     * @param version its feature version, such as 17
     * @param separator between the parts of a path
     * @param pathSeparator between paths
     */
    public record Found(String program, int version, char separator, char pathSeparator) implements Serializable {}

    @Override
    public Found perform(Path directory) {
        String name = File.separatorChar == '\\' ? "java.exe" : "java";
        return new Found(
                Path.of(System.getProperty("java.home"), "bin", name).toString(),
                Runtime.version().feature(),
                File.separatorChar,
                File.pathSeparatorChar);
    }
}
