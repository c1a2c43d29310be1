package io.jenkins.plugins.packer.components.amazon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Programs whose root directory is a chroot (proc(5), {@code /proc/PID/root}). */
final class ChrootProcesses {
    private static final long GRACE_SECONDS = 5;

    private ChrootProcesses() {}

    /** Ends all of a chroot: first asks them to, then kills them. */
    static void end(Path root) {
        List<ProcessHandle> found = in(root);
        found.forEach(ProcessHandle::destroy);
        await(found);
        found.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        await(found);
    }

    private static List<ProcessHandle> in(Path root) {
        return ProcessHandle.allProcesses()
                .filter(process -> isIn(process, root))
                .toList();
    }

    private static boolean isIn(ProcessHandle process, Path root) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "root"))
                    .startsWith(root);
        } catch (IOException e) {
            // It has ended, or is another user's, which is not ours to end then.
            return false;
        }
    }

    private static void await(List<ProcessHandle> processes) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // What is left is killed, or keeps the mount in use, which is told then.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process failed", e);
        }
    }
}
