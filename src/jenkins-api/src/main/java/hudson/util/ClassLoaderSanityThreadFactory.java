package hudson.util;

import java.util.concurrent.ThreadFactory;

/** Signatures of {@code hudson.util.ClassLoaderSanityThreadFactory}, jenkins-core 2.528.3. */
public class ClassLoaderSanityThreadFactory implements ThreadFactory {
    public ClassLoaderSanityThreadFactory(ThreadFactory delegate) {}

    public Thread newThread(Runnable r) {
        throw new UnsupportedOperationException();
    }
}
