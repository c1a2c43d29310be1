package io.jenkins.plugins.packer.engine.builtin.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Compresses blocks on all processors and writes them in order. What fits into one block needs no other thread. */
final class BlockOutput extends OutputStream {
    private final Blocks blocks;
    private final OutputStream output;
    private final byte[] pending;
    private final Queue<Future<byte[]>> compressing = new ArrayDeque<>();
    private @Nullable ExecutorService threads;
    private int filled;
    private boolean closed;

    BlockOutput(Blocks blocks, OutputStream output) throws IOException {
        this.blocks = blocks;
        this.output = output;
        this.pending = new byte[blocks.size()];
        output.write(blocks.start());
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == pending.length) {
                submit();
            }
            int count = Math.min(left, pending.length - filled);
            System.arraycopy(bytes, from, pending, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
    }

    private void submit() throws IOException {
        byte[] block = Arrays.copyOf(pending, filled);
        filled = 0;
        blocks.account(block);
        if (threads == null) {
            threads = Executors.newFixedThreadPool(processors(), work -> {
                Thread thread = new Thread(work, "compress");
                thread.setDaemon(true);
                return thread;
            });
        }
        compressing.add(threads.submit(() -> blocks.compress(block)));
        // A bound on the memory in use, with every processor busy.
        while (compressing.size() > 2 * processors()) {
            writeNext();
        }
    }

    private void writeNext() throws IOException {
        try {
            output.write(compressing.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("Compressing failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            while (!compressing.isEmpty()) {
                writeNext();
            }
            if (filled > 0) {
                byte[] last = Arrays.copyOf(pending, filled);
                blocks.account(last);
                output.write(blocks.compress(last));
            }
            output.write(blocks.end());
        } finally {
            if (threads != null) {
                threads.shutdownNow();
            }
            output.close();
        }
    }
}
