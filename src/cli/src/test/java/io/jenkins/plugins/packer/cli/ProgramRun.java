package io.jenkins.plugins.packer.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run of the program within the test's own process left.
 *
 * @param exitCode the process would have ended with it
 * @param output what went to standard output
 * @param errors what went to standard error
 */
record ProgramRun(int exitCode, String output, String errors) {

    /** Runs a command line in a directory, with this on standard input. */
    static ProgramRun of(Path directory, String input, String... line) {
        return of(directory, input, Map.of(), line);
    }

    /** Runs a command line in a directory, with these environment variables. */
    static ProgramRun of(Path directory, Map<String, String> environment, String... line) {
        return of(directory, "", environment, line);
    }

    private static ProgramRun of(Path directory, String input, Map<String, String> environment, String... line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                environment,
                directory,
                null);
        int exitCode = new PackerProgram(surroundings).run(line);
        return new ProgramRun(
                exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
