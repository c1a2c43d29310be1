package io.jenkins.plugins.packer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built command, {@code target/packer/bin/packer}, as a process of its own. */
public final class PackerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    /** What the file held; null while there is one. */
    private String kept;

    private PackerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** The launcher that the build made. */
    public static Path launcher() {
        return Path.of(System.getProperty("packer.distribution"), "bin", "packer");
    }

    /**
     * Starts it with its two output streams going to one file.
     *
     * @param directory working directory
     * @param environment variables beside those of this process
     */
    public static PackerProcess start(Path directory, Map<String, String> environment, String... arguments) {
        return start(launcher(), directory, environment, arguments);
    }

    /** Likewise, for a program that is elsewhere. */
    static PackerProcess start(Path launcher, Path directory, Map<String, String> environment, String... arguments) {
        // Whatever runs the tests may ignore SIGINT, as a shell's background jobs do, and would hand that down.
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT", launcher.toString()));
        line.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("packer-output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new PackerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a finished run left. */
    public record Ended(int exitCode, String output) {}

    /** Runs it to its end. */
    public static Ended run(Path directory, Map<String, String> environment, String... arguments) {
        try (PackerProcess started = start(directory, environment, arguments)) {
            return started.await();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal, such as {@code INT} or {@code KILL}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Ended await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("packer did not end within " + PATIENCE + ": " + output());
            }
            return new Ended(process.exitValue(), output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed so far. After {@link #close()} too: another thread may learn of the end later than the one that closes. */
    public synchronized String output() {
        if (kept != null) {
            return kept;
        }
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void forgetFile() throws IOException {
        kept = output();
        Files.deleteIfExists(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            forgetFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
