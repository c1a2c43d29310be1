package hudson;

import java.io.IOException;

/** Signatures of {@code hudson.AbortException}, jenkins-core 2.528.3. */
public class AbortException extends IOException {
    public AbortException() {}

    public AbortException(String message) {}
}
