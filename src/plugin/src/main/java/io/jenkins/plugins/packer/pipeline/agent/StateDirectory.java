package io.jenkins.plugins.packer.pipeline.agent;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * The private directory of one run on its agent, beside the workspace: what the run and its follower tell each other by files.
 *
 * @param path absolute path
 * @param separator between the parts of paths on that agent
 */
public record StateDirectory(String path, char separator) implements Serializable {

    /** Name of the directory for files that credentials become. */
    public static final String CREDENTIALS = "credentials";

    static final String VALUES = "values.json";
    static final String VARIABLES = "variables.pkrvars.json";
    public static final String LEASE = "lease";
    static final String PID = "pid";

    /** That directory, where it is. */
    static StateDirectory at(Path directory) {
        return new StateDirectory(
                directory.toString(), directory.getFileSystem().getSeparator().charAt(0));
    }

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
        return file(LEASE);
    }

    /** Number of the engine's process. */
    public String pid() {
        return file(PID);
    }

    /** The engine's exit code, when it has ended. */
    public String exitCode() {
        return file("exit-code");
    }

    /** One log for each build. */
    public String logs() {
        return file("logs");
    }

    /** Values of the template's variables, for the engine. */
    public String values() {
        return file(VALUES);
    }

    /** The same for another Packer. */
    public String variables() {
        return file(VARIABLES);
    }

    /** The directory for files that credentials become. */
    String credentials() {
        return file(CREDENTIALS);
    }

    /** Files whose content can be secret; like credentials, they are not needed when the run is over. */
    List<String> secretFiles() {
        return List.of(values(), variables());
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
