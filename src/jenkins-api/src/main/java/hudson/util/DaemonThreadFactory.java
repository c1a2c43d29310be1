package hudson.util;

import java.util.concurrent.ThreadFactory;

/** Signatures of {@code hudson.util.DaemonThreadFactory}, jenkins-core 2.528.3. */
public class DaemonThreadFactory implements ThreadFactory {
    public DaemonThreadFactory() {}

    public DaemonThreadFactory(ThreadFactory core) {}

    public Thread newThread(Runnable r) {
        throw new UnsupportedOperationException();
    }
}
