package io.jenkins.plugins.packer.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A {@link PrintStream} that does not keep to itself that nothing arrives: a full disk or a closed pipe is an error. */
final class CheckedOutput extends OutputStream {
    private final PrintStream stream;

    CheckedOutput(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int one) {
        stream.write(one);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
        stream.write(bytes, start, length);
    }

    @Override
    public void flush() throws IOException {
        if (stream.checkError()) {
            throw new IOException("standard output does not take it; is its disk full, or its reader gone?");
        }
    }
}
