package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.process.LocalProgram;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a small program on this machine, such as a Docker client or a credential helper, in the run's environment.
 *
 * @param environment the program's whole environment
 * @param directory its working directory
 * @param cancellation ends it
 */
record ClientProgram(Map<String, String> environment, Path directory, Cancellation cancellation) {
    private static final long SECONDS = 60;

    /**
     * What came of it.
     *
     * @param status exit status
     * @param output standard output
     * @param errors standard error
     */
    record Outcome(int status, String output, String errors) {
        /** The first line that says why it failed. */
        String reason() {
            String text = errors.isBlank() ? output : errors;
            return text.isBlank() ? "exit status " + status : text.strip();
        }
    }

    /**
     * Runs it and waits for its end, a minute at most.
     *
     * @param input its standard input: secrets go here, never among the arguments
     * @param command program and arguments; a bare name is looked up in the environment's PATH
     * @throws ComponentException when it cannot be started or does not end
     */
    Outcome run(String input, String... command) throws ComponentException {
        List<String> line = new ArrayList<>(List.of(command));
        line.set(0, locate(command[0]));
        try {
            // Files instead of pipes: a program that writes much to both cannot block on either.
            Path output = Files.createTempFile("packer-docker", ".out");
            Path errors = Files.createTempFile("packer-docker", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().clear();
                builder.environment().putAll(environment);
                int status = await(builder.start(), input, command[0]);
                return new Outcome(
                        status,
                        Files.readString(output, StandardCharsets.UTF_8),
                        Files.readString(errors, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new ComponentException("Cannot run " + command[0] + ": " + e.getMessage(), e);
        }
    }

    private int await(Process process, String input, String name) throws ComponentException, IOException {
        try (Cancellation.Registration ignored = cancellation.onCancel(process::destroyForcibly)) {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A program that has no use for its input may end before it is written; its status tells the rest.
                process.waitFor(SECONDS, TimeUnit.SECONDS);
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new ComponentException(name + " did not end within " + SECONDS + " seconds.");
            }
            cancellation.check();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComponentException("Interrupted while " + name + " ran.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private String locate(String name) {
        return LocalProgram.find(name, environment, directory)
                .map(Path::toString)
                .orElse(name);
    }
}
