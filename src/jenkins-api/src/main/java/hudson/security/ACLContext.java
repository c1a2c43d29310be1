package hudson.security;

/** Signatures of {@code hudson.security.ACLContext}, jenkins-core 2.528.3. */
public class ACLContext implements AutoCloseable {
    public void close() {
        throw new UnsupportedOperationException();
    }

    ACLContext() {}
}
