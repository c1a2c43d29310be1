package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails to read as soon as the run is cancelled. */
final class CancellableStream extends FilterInputStream {
    private final Cancellation cancellation;

    CancellableStream(InputStream in, Cancellation cancellation) {
        super(in);
        this.cancellation = cancellation;
    }

    @Override
    public int read() throws IOException {
        cancellation.check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        cancellation.check();
        return super.read(bytes, offset, length);
    }
}
