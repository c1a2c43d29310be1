package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Brings a file to S3: a small one in one request, a big one in parts, several at a time.
 *
 * @param headers how it is to be stored
 * @param partSize in bytes; S3 takes parts of at least five megabytes, but for the last
 */
record Upload(ObjectStore store, String key, Map<String, String> headers, long partSize) {
    /** Parts of this size make images of 160 GB; those of bigger images grow. */
    static final long PART_SIZE = 16L << 20;

    private static final int MAXIMUM_PARTS = 10_000;
    private static final int AT_A_TIME = 4;

    void send(Path file) throws ComponentException {
        long size = size(file);
        if (size <= partSize) {
            store.put(key, new FilePart(file, 0, size), headers);
            return;
        }
        String upload = store.begin(key, headers);
        store.complete(key, upload, parts(file, size, upload));
    }

    private List<String> parts(Path file, long size, String upload) throws ComponentException {
        long length = Math.max(partSize, (size + MAXIMUM_PARTS - 1) / MAXIMUM_PARTS);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<String>> sending = new ArrayList<>();
            for (long start = 0; start < size; start += length) {
                FilePart part = new FilePart(file, start, Math.min(length, size - start));
                int number = sending.size() + 1;
                sending.add(threads.submit(() -> store.part(key, upload, number, part)));
            }
            List<String> tags = new ArrayList<>();
            for (Future<String> part : sending) {
                tags.add(tag(part));
            }
            return tags;
        } finally {
            end(threads);
        }
    }

    /** What is under way ends by itself or by the cancellation: a part that arrives later would stay behind. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tag(Future<String> part) throws ComponentException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ComponentException known) {
                throw known;
            }
            if (e.getCause() instanceof CancelledException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    private static long size(Path file) throws ComponentException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ComponentException("Uploading " + file + " failed: it cannot be read: " + e.getMessage(), e);
        }
    }
}
