package io.jenkins.plugins.packer.engine.process;

import io.jenkins.plugins.packer.engine.builtin.shell.OutputLine;
import io.jenkins.plugins.packer.engine.communicator.LineOutput;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /**
     * Keeps scripts from being written while a program starts. The child would inherit the script's open descriptor for
     * a moment, and Linux does not execute a file that anybody has open for writing ("Text file busy").
     */
    private static final ReadWriteLock STARTING = new ReentrantReadWriteLock();

    private final Path directory;
    private final Cancellation cancellation;
    private final Redactor secrets;
    private final Consumer<String> messages;
    private final Consumer<String> troubles;

    /**
     * @param context whose run ends it, whose directory it works in, and whose user reads what it writes
     */
    public LocalProcess(StepContext context) {
        this(
                context.directory(),
                context.cancellation(),
                context.secrets(),
                context.ui()::message,
                context.ui()::error);
    }

    /**
     * @param directory what it works in
     * @param cancellation ends it
     * @param secrets of the run, which no line is cut in
     * @param messages reads the lines of its standard output, where a call says nothing else
     * @param troubles reads those of its standard error, likewise, and what goes wrong while it is read
     */
    public LocalProcess(
            Path directory,
            Cancellation cancellation,
            Redactor secrets,
            Consumer<String> messages,
            Consumer<String> troubles) {
        this.directory = directory;
        this.cancellation = cancellation;
        this.secrets = secrets;
        this.messages = messages;
        this.troubles = troubles;
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
        return run(command, environment, messages, troubles);
    }

    /**
     * As {@link #run(List, Map)}, with the lines of its standard output and standard error going elsewhere than to the
     * user.
     */
    public int run(
            List<String> command, Map<String, String> environment, Consumer<String> output, Consumer<String> errors)
            throws IOException {
        ProcessBuilder.Redirect none = ProcessBuilder.Redirect.from(
                Path.of(OperatingSystem.isWindows() ? "NUL" : "/dev/null").toFile());
        return run(
                command,
                environment,
                none,
                process -> List.of(read(process.getInputStream(), output), read(process.getErrorStream(), errors)));
    }

    /**
     * Runs a program with bytes for its input and outputs.
     *
     * @param input its standard input, which ends where this does; closed when the program has ended, as it may have no
     *     end of its own
     * @param output receives its standard output, and is flushed whenever something came
     * @param errors receives its standard error, likewise
     * @return its exit status
     * @throws IOException when it cannot be started
     * @throws CancelledException when the run is cancelled; the program has ended then
     */
    public int stream(
            List<String> command,
            Map<String, String> environment,
            InputStream input,
            OutputStream output,
            OutputStream errors)
            throws IOException {
        try (input) {
            return run(command, environment, ProcessBuilder.Redirect.PIPE, process -> {
                feed(input, process.getOutputStream());
                return List.of(copy(process.getInputStream(), output), copy(process.getErrorStream(), errors));
            });
        }
    }

    /** Starts what reads the outputs of a program. */
    private interface Readers {
        List<Thread> start(Process process);
    }

    private int run(
            List<String> command, Map<String, String> environment, ProcessBuilder.Redirect input, Readers readers)
            throws IOException {
        cancellation.check();
        Process process = start(command, environment, input);
        ProcessTree tree = new ProcessTree(process);
        try (Cancellation.Registration registration = cancellation.onCancel(tree::terminate)) {
            List<Thread> reading = readers.start(process);
            int status = await(process, tree);
            for (Thread reader : reading) {
                join(reader);
            }
            cancellation.check();
            return status;
        } catch (InterruptedException e) {
            tree.terminate();
            tree.kill();
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    private Process start(List<String> command, Map<String, String> environment, ProcessBuilder.Redirect input)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectInput(input);
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
            if (cancellation.isCancelled()) {
                break;
            }
        }
        if (cancellation.isCancelled()) {
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
        } while (reader.isAlive() && !cancellation.isCancelled());
    }

    private Thread read(InputStream stream, Consumer<String> lines) {
        return background("program output", () -> {
            try (stream;
                    LineOutput output = new LineOutput(secrets, line -> lines.accept(OutputLine.shown(line)))) {
                copyAll(stream, output);
            } catch (IOException e) {
                // The stream of a program that was killed breaks off; of another it is worth telling.
                if (!cancellation.isCancelled()) {
                    troubles.accept("Reading the program's output failed: " + e.getMessage());
                }
            }
        });
    }

    /** Passes a program's input on. What it does not read does not matter when it has ended. */
    private void feed(InputStream input, OutputStream program) {
        background("program input", () -> {
            try (program) {
                copyAll(input, program);
            } catch (IOException e) {
                // The program ended before its input did, or reads no more.
                return;
            }
        });
    }

    private Thread copy(InputStream stream, OutputStream to) {
        return background("program output", () -> {
            // Closed in any case: a program whose output nobody takes any more must not wait for that.
            try (stream) {
                copyAll(stream, to);
            } catch (IOException e) {
                if (!cancellation.isCancelled()) {
                    troubles.accept("Passing the program's output on failed: " + e.getMessage());
                }
            }
        });
    }

    private static void copyAll(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private static Thread background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Writes a file. */
    @FunctionalInterface
    public interface Writing {
        void run() throws IOException;
    }
}
