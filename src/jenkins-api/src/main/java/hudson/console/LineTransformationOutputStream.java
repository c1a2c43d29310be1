package hudson.console;

import java.io.IOException;
import java.io.OutputStream;

/** Signatures of {@code hudson.console.LineTransformationOutputStream}, jenkins-core 2.528.3. */
public abstract class LineTransformationOutputStream extends OutputStream {
    protected abstract void eol(byte[] b, int len) throws IOException;

    public void write(int b) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void write(byte[] b, int off, int len) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void forceEol() throws IOException {
        throw new UnsupportedOperationException();
    }
}
