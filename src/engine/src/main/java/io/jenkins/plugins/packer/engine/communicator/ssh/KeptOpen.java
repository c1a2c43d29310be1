package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where a program's output goes, which the library closes with the channel and which is its owner's to close: for a
 * channel of Ansible's proxy the end of the output must not come before the exit status.
 */
final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
