package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets a program that started the run end it without a signal: by a file that appears ({@code -cancel-file}), or by a file
 * that is not touched any more ({@code -lease}). A signal reaches whom it should not, or nobody, where the run is in a
 * container or the starter has lost its connection; files do not.
 *
 * <p>Either ends the run as a first Ctrl-C does. It looks once a second, on a thread of its own.
 */
final class Watch implements AutoCloseable {
    /** How old a lease may get where {@code -lease-seconds} does not say otherwise. */
    static final Duration LEASE = Duration.ofMinutes(15);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final @Nullable Path cancelFile;
    private final @Nullable Path lease;
    private final Duration age;
    private final Clock clock;
    private final Instant begin;
    private final Cancellation cancellation;
    private final Cancellation closed = new Cancellation();

    /**
     * Watches; nothing happens before {@link #start()}.
     *
     * @param cancelFile ends the run when it exists, or null
     * @param lease ends the run when it was last touched longer ago than that, or null
     * @param age how long ago
     * @param clock tells the time
     * @param cancellation set to end the run
     */
    Watch(@Nullable Path cancelFile, @Nullable Path lease, Duration age, Clock clock, Cancellation cancellation) {
        this.cancelFile = cancelFile;
        this.lease = lease;
        this.age = age;
        this.clock = clock;
        this.begin = clock.instant();
        this.cancellation = cancellation;
    }

    /** The flags of a command that can be watched. */
    static Flags declare(Flags flags) {
        return flags.text("cancel-file", "FILE", "End the run, as Ctrl-C does, when this file appears.")
                .text("lease", "FILE", "End the run, as Ctrl-C does, when this file has not been touched for a while.")
                .number(
                        "lease-seconds",
                        "N",
                        "How long a while is (default: " + LEASE.toSeconds() + "). It begins with the run.")
                .text("pid-file", "FILE", "Where to write the number of this process.");
    }

    /**
     * What the flags ask for. The number of the process is written at once, so that its starter can tell whether it is there.
     *
     * @throws UsageException when that cannot be written, too
     */
    static Watch of(Arguments arguments, Surroundings surroundings, Clock clock, Cancellation cancellation)
            throws UsageException {
        int seconds = arguments.number("lease-seconds", (int) LEASE.toSeconds());
        if (seconds < 1) {
            throw new UsageException("-lease-seconds wants a number of seconds from 1, but got " + seconds + ".");
        }
        writeNumber(path(arguments, surroundings, "pid-file"));
        return new Watch(
                path(arguments, surroundings, "cancel-file"),
                path(arguments, surroundings, "lease"),
                Duration.ofSeconds(seconds),
                clock,
                cancellation);
    }

    private static void writeNumber(@Nullable Path file) throws UsageException {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new UsageException("The number of the process cannot be written to " + file + ": "
                    + FileTrouble.reason(e) + ". Name another file with -pid-file=FILE.");
        }
    }

    private static @Nullable Path path(Arguments arguments, Surroundings surroundings, String flag) {
        String file = arguments.text(flag, "");
        return file.isEmpty() ? null : surroundings.directory().resolve(file);
    }

    /** Begins, where there is something to watch. */
    Watch start() {
        if (cancelFile != null || lease != null) {
            Thread thread = new Thread(this::watch, "packer-watch");
            thread.setDaemon(true);
            thread.start();
        }
        return this;
    }

    private void watch() {
        try {
            while (!look()) {
                closed.pause(INTERVAL);
            }
        } catch (CancelledException e) {
            // The run is over.
            return;
        }
    }

    /** Whether the run was ended. */
    boolean look() {
        if (cancelFile != null && Files.exists(cancelFile)) {
            cancellation.cancel("a request to cancel");
            return true;
        }
        if (lease != null && Duration.between(touched(lease), clock.instant()).compareTo(age) > 0) {
            cancellation.cancel("no sign of life from whoever started the run for " + age.toSeconds() + " seconds");
            return true;
        }
        return cancellation.isCancelled();
    }

    /** When the lease was last renewed; a file that is not there was renewed when the run began. */
    private Instant touched(Path file) {
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            return modified.isBefore(begin) ? begin : modified;
        } catch (IOException e) {
            return begin;
        }
    }

    @Override
    public void close() {
        closed.cancel("the run is over");
    }
}
