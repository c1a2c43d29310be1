package io.jenkins.plugins.packer.engine.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a component reports what is wrong with its configuration beyond the types of single options. A problem is shown
 * at the place of the option it names; it is dropped where that option's value is not known before the build runs.
 */
public interface ConfigurationCheck {

    /** Directory against which relative paths of the template are resolved: the working directory of the run. */
    default Path directory() {
        return Path.of("").toAbsolutePath();
    }

    /** Environment of the run, in place of {@link System#getenv()}. */
    default Map<String, String> environment() {
        return System.getenv();
    }

    /**
     * Reports an error.
     *
     * @param option the option to point at, such as {@code script}, or {@code build.path} within a block; where the
     *     template does not set it, the whole block is pointed at
     * @param summary what is wrong, a few words
     * @param detail whole sentences with the remedy
     */
    void error(String option, String summary, String detail);

    /** Reports a warning; parameters as those of {@link #error}. */
    void warning(String option, String summary, String detail);

    /** Whether the template sets the option, even to a value that is not known yet. An empty text sets nothing. */
    boolean isSet(String option);

    /** Whether the template sets the option to a value that is known only when the build runs. */
    boolean isUnknown(String option);

    /**
     * Reports a Go template that cannot be parsed or that calls a function which does not exist. Those that options hold
     * are parsed already; this is for a template in a file that an option names.
     *
     * @param option the option that the template came by
     * @param template its text
     */
    void goTemplate(String option, String template);
}
