package io.jenkins.plugins.packer.engine.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program and all that it started. A program whose starter has ended before {@link #terminate} is not found. */
final class ProcessTree {
    private static final int MOST_ROUNDS = 10;

    private final ProcessHandle root;
    /** Everything ever seen: when a program ends, its children are no longer found below it. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    ProcessTree(Process process) {
        this.root = process.toHandle();
    }

    /** Asks all of it to end. */
    void terminate() {
        for (ProcessHandle handle : all()) {
            handle.destroy();
        }
    }

    /**
     * Ends all of it, again while something new comes up meanwhile. The number of rounds is bounded, since an ended
     * process that nobody collects, as in a container without an init, looks alive forever.
     */
    void kill() {
        boolean alive = true;
        for (int round = 0; alive && round < MOST_ROUNDS; round++) {
            alive = false;
            for (ProcessHandle handle : all()) {
                if (handle.isAlive() && handle.destroyForcibly()) {
                    alive = true;
                }
            }
            if (alive) {
                awaitEnd(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Waits until all of it has ended, or the time is over. */
    void awaitEnd(long time, TimeUnit unit) {
        CompletableFuture<?>[] ends = all().stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(time, unit);
        } catch (TimeoutException e) {
            // What has not ended is killed next.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process failed", e);
        }
    }

    private synchronized List<ProcessHandle> all() {
        seen.add(root);
        for (ProcessHandle handle : List.copyOf(seen)) {
            handle.descendants().forEach(seen::add);
        }
        return List.copyOf(seen);
    }
}
