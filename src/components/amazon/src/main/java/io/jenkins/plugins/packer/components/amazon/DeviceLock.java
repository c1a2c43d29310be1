package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Held while a device of this machine is chosen and a volume is attached as it, so that two builds do not choose the same one:
 * neither of this process nor of another, be it one of Packer's.
 */
final class DeviceLock implements AutoCloseable {
    /** Packer's place for it. */
    private static final String DIRECTORY = "/var/lock/packer-chroot";

    private static final String FILE = DIRECTORY + "/lock";

    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** A process that closes any channel to a file gives up its locks, so only one thread of it opens one. */
    private static final Semaphore IN_PROCESS = new Semaphore(1);

    private final FileChannel channel;
    private final @Nullable SharedLock shared;

    private DeviceLock(FileChannel channel, @Nullable SharedLock shared) {
        this.channel = channel;
        this.shared = shared;
    }

    /** Waits until nobody else has it. */
    static DeviceLock take(BuildContext context) throws ComponentException {
        await(context, IN_PROCESS::tryAcquire);
        boolean taken = false;
        FileChannel open = null;
        try {
            Path directory = Files.createDirectories(context.directory().resolve(DIRECTORY));
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            open = channel;
            await(context, () -> channel.tryLock() != null);
            DeviceLock lock = new DeviceLock(channel, shared(directory.resolve(FILE), context));
            taken = true;
            return lock;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            if (!taken) {
                release(open);
            }
        }
    }

    /** Packer's own lock, which a machine without the program for it goes on without. */
    private static @Nullable SharedLock shared(Path file, BuildContext context) throws ComponentException {
        SharedLock[] lock = new SharedLock[1];
        await(context, () -> {
            try {
                lock[0] = SharedLock.tryTake(file).orElse(null);
                return lock[0] != null;
            } catch (IOException e) {
                context.ui()
                        .message(
                                "An amazon-chroot build of Packer itself at the same time may choose the same device: its"
                                        + " lock cannot be taken (" + e.getMessage()
                                        + "). The program flock of util-linux is"
                                        + " needed for that.");
                return true;
            }
        });
        return lock[0];
    }

    /** Tries to get it. */
    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    private static void await(BuildContext context, Attempt attempt) throws ComponentException {
        Waiting.between(SHORTEST, LONGEST)
                .until(
                        "the lock " + FILE + ", which another amazon-chroot build holds",
                        LIMIT,
                        context.cancellation(),
                        context.ui()::message,
                        () -> {
                            try {
                                return attempt.succeeds() ? attempt : null;
                            } catch (IOException e) {
                                throw failed(e);
                            }
                        });
    }

    private static ComponentException failed(IOException e) {
        return new ComponentException(
                "The lock " + FILE
                        + " cannot be taken, without which two builds might attach volumes as the same device: "
                        + e.getMessage() + ". Whoever runs the build must be allowed to write it.",
                e);
    }

    private static void release(@Nullable FileChannel channel) throws ComponentException {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new ComponentException("The lock " + FILE + " cannot be given up: " + e.getMessage() + ".", e);
        } finally {
            IN_PROCESS.release();
        }
    }

    @Override
    public void close() throws ComponentException {
        if (shared != null) {
            shared.close();
        }
        release(channel);
    }
}
