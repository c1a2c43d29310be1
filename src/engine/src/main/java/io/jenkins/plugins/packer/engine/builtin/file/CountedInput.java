package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how much of a stream was read so far, and ends the reading when the run is cancelled. */
public final class CountedInput extends FilterInputStream {
    private final Cancellation cancellation;
    private final LongConsumer progress;
    private long done;

    /**
     * @param input what is read; closed with this
     * @param cancellation asked before each read
     * @param progress gets the number of bytes so far after each read
     */
    public CountedInput(InputStream input, Cancellation cancellation, LongConsumer progress) {
        super(input);
        this.cancellation = cancellation;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        cancellation.check();
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            done += count;
            progress.accept(done);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
