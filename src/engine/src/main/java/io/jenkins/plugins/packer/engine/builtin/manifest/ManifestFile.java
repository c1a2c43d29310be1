package io.jenkins.plugins.packer.engine.builtin.manifest;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.report.PackerManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A manifest on disk that builds of this process, other processes and Packer itself may change at the same time. Its
 * lock is the file {@code <manifest>.lock}, which is Packer's too; here an operating-system lock is held on it besides,
 * so that one left over by a process that died does not count. The new content replaces the old in one step.
 */
final class ManifestFile {
    private static final Duration LOCK_POLL = Duration.ofMillis(10);
    /** Locked far behind the content: where locks are mandatory, as on Windows, the content stays readable. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LARGEST_MARK = 1 << 20;
    private static final String LOCK = ".lock";
    private static final String NEW = ".new";

    /** The operating system's locks are per process, so the builds of this one exclude each other first. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private final Path path;
    private final Cancellation cancellation;

    ManifestFile(Path path, Cancellation cancellation) {
        this.path = path;
        this.cancellation = cancellation;
    }

    /** Whether there is a manifest, or what a process that was killed while it wrote one left beside it. */
    boolean exists() {
        return Files.exists(path) || Files.exists(beside(path, LOCK)) || Files.exists(beside(path, NEW));
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Changes the manifest; a missing one is empty, and one that becomes empty is removed. */
    void update(UnaryOperator<PackerManifest> change) throws ComponentException {
        while (!IN_PROCESS.tryLock()) {
            cancellation.pause(LOCK_POLL);
        }
        try {
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            // A symbolic link stays one: what it points at is replaced.
            Path file = Files.exists(path) ? path.toRealPath() : path;
            updateLocked(file, change);
        } catch (IOException e) {
            throw new ComponentException("Unable to write " + path + ": " + e, e);
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private void updateLocked(Path file, UnaryOperator<PackerManifest> change) throws IOException, ComponentException {
        Path lockPath = beside(file, LOCK);
        while (true) {
            try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (!lock.isValid() || !isStill(lockPath, channel)) {
                    continue;
                }
                try {
                    replace(file, change.apply(read(file)));
                } finally {
                    Files.deleteIfExists(lockPath);
                }
                return;
            }
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        while (lock == null) {
            cancellation.pause(LOCK_POLL);
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        }
        return lock;
    }

    /**
     * Whether the file that was opened is still the one of that name: who held the lock before may have removed it. It is
     * recognised by a random size, for which nothing is opened: on POSIX systems, closing any descriptor of a file gives
     * the process's locks on it up.
     */
    private static boolean isStill(Path lockPath, FileChannel channel) throws IOException {
        long size = 1 + ThreadLocalRandom.current().nextInt(LARGEST_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), size - 1);
        try {
            return Files.size(lockPath) == size;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private PackerManifest read(Path file) throws ComponentException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return PackerManifest.EMPTY;
        } catch (IOException e) {
            throw new ComponentException("Unable to open " + path + " for reading: " + e, e);
        }
        if (content.length == 0) {
            return PackerManifest.EMPTY;
        }
        try {
            return PackerManifest.parse(content);
        } catch (IOException e) {
            throw new ComponentException(
                    "Unable to parse content from " + path + ": " + e.getMessage()
                            + ". Remove the file or choose another" + " output.",
                    e);
        }
    }

    private static void replace(Path file, PackerManifest manifest) throws IOException {
        // No entry of its own in the journal: it lives only under the lock, and the entry's reaper removes it as well.
        Path temporary = beside(file, NEW);
        if (manifest.builds().isEmpty()) {
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(file);
            return;
        }
        try {
            Files.write(temporary, manifest.toJson());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
