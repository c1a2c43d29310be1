package io.jenkins.plugins.packer.engine.fuzz;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one thing after the other on a thread of its own; one that takes too long, or throws, is an error. */
final class Deadline implements AutoCloseable {
    private static final int SECONDS = 10;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "fuzz");
        made.setDaemon(true);
        return made;
    });

    /** What the task gives. */
    <T> T run(String what, Callable<T> task) throws InterruptedException {
        Future<T> result = thread.submit(task);
        try {
            return result.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("threw: " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not done after " + SECONDS + " s: " + what, e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
