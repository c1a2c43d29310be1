package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.EnvironmentVariables;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process finds around it, so that a test can give the command something else.
 *
 * @param input standard input
 * @param output standard output
 * @param errors standard error
 * @param environment environment variables
 * @param directory working directory
 * @param home the distribution's directory, with {@code lib} and {@code components}; null where the command runs from
 *     loose classes, and then only what is built into the engine is there
 */
record Surroundings(
        InputStream input,
        PrintStream output,
        PrintStream errors,
        Map<String, String> environment,
        Path directory,
        @Nullable Path home) {

    static Surroundings ofProcess() {
        String home = System.getProperty("packer.home");
        return new Surroundings(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                EnvironmentVariables.copyOf(System.getenv()),
                Path.of("").toAbsolutePath(),
                home == null ? null : Path.of(home));
    }

    /** UTF-8 whatever the locale says, and one write for each line. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), true, StandardCharsets.UTF_8);
    }
}
