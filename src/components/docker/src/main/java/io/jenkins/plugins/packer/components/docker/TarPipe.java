package io.jenkins.plugins.packer.components.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar archive as it is being written: a thread writes what the engine reads, so that nothing of a large tree is kept
 * in memory or on disk. A failure to write it becomes a failure to read it, never a short archive.
 */
final class TarPipe extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final FutureTask<Void> writing;

    /** Starts to write. Closing it ends the writer as well. */
    static TarPipe of(Writer writer) throws IOException {
        return of(writer, false);
    }

    /** Starts to write, compressed with gzip where asked. */
    static TarPipe of(Writer writer, boolean compress) throws IOException {
        PipedInputStream in = new PipedInputStream(BUFFER);
        PipedOutputStream out = new PipedOutputStream(in);
        FutureTask<Void> task = new FutureTask<>(() -> {
            // The raw end is closed last and even if the archive is cut short: its reader then asks how it ended.
            try (out;
                    OutputStream packed = compress ? new java.util.zip.GZIPOutputStream(out, BUFFER) : out;
                    TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                tar.setAddPaxHeadersForNonAsciiNames(true);
                writer.write(tar);
                tar.finish();
            }
            return null;
        });
        Thread thread = new Thread(task, "packer-docker-tar");
        thread.setDaemon(true);
        thread.start();
        return new TarPipe(in, task);
    }

    private TarPipe(InputStream in, FutureTask<Void> writing) {
        super(in);
        this.writing = writing;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            checkWriter();
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            checkWriter();
        }
        return count;
    }

    private void checkWriter() throws IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new TarFailure(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Writes the archive's entries. */
    @FunctionalInterface
    interface Writer {
        void write(TarArchiveOutputStream tar) throws IOException;
    }
}
