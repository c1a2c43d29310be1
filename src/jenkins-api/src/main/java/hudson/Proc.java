package hudson;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Signatures of {@code hudson.Proc}, jenkins-core 2.528.3. */
public abstract class Proc {
    public abstract boolean isAlive() throws IOException, InterruptedException;

    public abstract void kill() throws IOException, InterruptedException;

    public abstract int join() throws IOException, InterruptedException;

    public abstract InputStream getStdout();

    public abstract InputStream getStderr();

    public abstract OutputStream getStdin();

    Proc() {}
}
