package io.jenkins.plugins.packer.engine.process;

import io.jenkins.plugins.packer.engine.builtin.shell.OutputLine;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * A program on this machine: its output is passed on line by line as it comes, and cancelling the run ends it together
 * with everything that it started.
 */
public final class LocalProcess {
    /** How long a cancelled program has to end by itself. */
    private static final long GRACE_SECONDS = 3;

    /** A line longer than this is passed on in parts: a program that never ends a line must not fill the memory. */
    private static final int LONGEST_LINE = 1 << 20;

    /**
     * Keeps scripts from being written while a program starts. The child would inherit the script's open descriptor for
     * a moment, and Linux does not execute a file that anybody has open for writing ("Text file busy").
     */
    private static final ReadWriteLock STARTING = new ReentrantReadWriteLock();

    private final StepContext context;

    /**
     * @param context whose run ends it, whose directory it works in, and whose user reads what it writes
     */
    public LocalProcess(StepContext context) {
        this.context = context;
    }

    /** Writes a script that is to be run. */
    public static void writeScript(Writing writing) throws IOException {
        STARTING.writeLock().lock();
        try {
            writing.run();
        } finally {
            STARTING.writeLock().unlock();
        }
    }

    /**
     * Runs a program in the run's directory, without input.
     *
     * @return its exit status
     * @throws IOException when it cannot be started
     * @throws CancelledException when the run is cancelled; the program has ended then
     */
    public int run(List<String> command, Map<String, String> environment) throws IOException {
        return run(command, environment, context.ui()::message, context.ui()::error);
    }

    /**
     * As {@link #run(List, Map)}, with the lines of its standard output and standard error going elsewhere than to the
     * user.
     */
    public int run(
            List<String> command, Map<String, String> environment, Consumer<String> output, Consumer<String> errors)
            throws IOException {
        context.cancellation().check();
        Process process = start(command, environment);
        ProcessTree tree = new ProcessTree(process);
        try (Cancellation.Registration registration = context.cancellation().onCancel(tree::terminate)) {
            Thread outputReader = read(process.getInputStream(), output);
            Thread errorReader = read(process.getErrorStream(), errors);
            int status = await(process, tree);
            join(outputReader);
            join(errorReader);
            context.cancellation().check();
            return status;
        } catch (InterruptedException e) {
            tree.terminate();
            tree.kill();
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(context.directory().toFile());
        builder.redirectInput(
                Path.of(OperatingSystem.isWindows() ? "NUL" : "/dev/null").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        STARTING.readLock().lock();
        try {
            return builder.start();
        } finally {
            STARTING.readLock().unlock();
        }
    }

    /** Waits for the program, and once the run is cancelled no longer than the time of grace. */
    private int await(Process process, ProcessTree tree) throws InterruptedException {
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            if (context.cancellation().isCancelled()) {
                break;
            }
        }
        if (context.cancellation().isCancelled()) {
            tree.awaitEnd(GRACE_SECONDS, TimeUnit.SECONDS);
            tree.kill();
        }
        return process.waitFor();
    }

    /**
     * Waits until a stream ends, which a program that outlives the script can delay, as in Packer; but not once the run
     * is cancelled.
     */
    private void join(Thread reader) throws InterruptedException {
        do {
            reader.join(100);
        } while (reader.isAlive() && !context.cancellation().isCancelled());
    }

    private Thread read(InputStream stream, Consumer<String> lines) {
        Thread reader = new Thread(
                () -> {
                    try (Reader characters = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                        split(characters, lines);
                    } catch (IOException e) {
                        // The stream of a program that was killed breaks off; of another it is worth telling.
                        if (!context.cancellation().isCancelled()) {
                            context.ui().error("Reading the program's output failed: " + e.getMessage());
                        }
                    }
                },
                "program output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** A line ends at a line feed only: what a carriage return overwrites is not shown. */
    private static void split(Reader characters, Consumer<String> lines) throws IOException {
        char[] buffer = new char[8192];
        StringBuilder line = new StringBuilder();
        int count = characters.read(buffer);
        while (count >= 0) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] != '\n') {
                    line.append(buffer[i]);
                }
                if (buffer[i] == '\n' || line.length() >= LONGEST_LINE) {
                    lines.accept(OutputLine.shown(line.toString()));
                    line.setLength(0);
                }
            }
            count = characters.read(buffer);
        }
        if (!line.isEmpty()) {
            lines.accept(OutputLine.shown(line.toString()));
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    public interface Writing {
        void run() throws IOException;
    }
}
