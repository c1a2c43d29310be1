package io.jenkins.plugins.packer.pipeline.agent;

import java.io.Serializable;

/**
 * The private directory of one run on its agent, beside the workspace: what the run and its follower tell each other by files.
 *
 * @param path absolute path
 * @param separator between the parts of paths on that agent
 */
public record StateDirectory(String path, char separator) implements Serializable {

    /** What the engine prints. */
    public String output() {
        return file("output");
    }

    /** The run's events. */
    public String report() {
        return file("report");
    }

    /** When this appears, the engine ends the run and cleans up. */
    public String cancel() {
        return file("cancel");
    }

    /** When this is not touched for a while, the engine does the same. */
    public String lease() {
        return file("lease");
    }

    /** Number of the engine's process. */
    public String pid() {
        return file("pid");
    }

    /** One log for each build. */
    public String logs() {
        return file("logs");
    }

    /** Values of the template's variables, for the engine. */
    public String values() {
        return file("values.json");
    }

    /** The same for another Packer. */
    public String variables() {
        return file("variables.pkrvars.json");
    }

    /** What the clean-up after a killed run prints. */
    public String cleanupOutput() {
        return file("cleanup-output");
    }

    /** Any other file in it. */
    public String file(String name) {
        return path + separator + name;
    }
}
