package hudson.util;

import java.util.concurrent.ThreadFactory;

/** Signatures of {@code hudson.util.NamingThreadFactory}, jenkins-core 2.528.3. */
public final class NamingThreadFactory implements ThreadFactory {
    public NamingThreadFactory(ThreadFactory delegate, String name) {}

    public Thread newThread(Runnable r) {
        throw new UnsupportedOperationException();
    }
}
