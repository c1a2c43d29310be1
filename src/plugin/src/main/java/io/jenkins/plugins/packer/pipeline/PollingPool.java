package io.jenkins.plugins.packer.pipeline;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/**
 * The threads on which runs are prepared and followed. They may wait for an agent, which neither Jenkins's timer nor the
 * Pipeline's own thread may.
 */
@Extension
public final class PollingPool {
    private static final Logger LOGGER = Logger.getLogger(PollingPool.class.getName());

    private static final long PATIENCE_SECONDS = 20;

    private final ReadWriteLock working = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "packer-pipeline"));

    static PollingPool get() {
        return ExtensionList.lookupSingleton(PollingPool.class);
    }

    /** Does something soon, on a thread that may wait; not any more when Jenkins is about to stop. */
    void submit(Runnable work) {
        threads.execute(() -> {
            working.readLock().lock();
            try {
                if (!closing) {
                    work.run();
                }
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "A run of Packer is no longer followed", e);
                throw e;
            } finally {
                working.readLock().unlock();
            }
        });
    }

    /**
     * Stops before Pipelines are saved for the last time: what was printed after that would be printed again by the next Jenkins.
     * Waits for what is under way, but not for ever.
     */
    private void close() {
        closing = true;
        try {
            if (!working.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warning(
                        "Jenkins stops while a run of Packer is being asked; some lines may appear twice in its log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears that Jenkins is about to stop, before anything of it does. */
    @Extension
    public static final class Closing extends ItemListener {
        @Override
        public void onBeforeShutdown() {
            get().close();
        }
    }

    /** Does something later. */
    void schedule(Runnable work, long milliseconds) {
        Timer.get().schedule(() -> submit(work), milliseconds, TimeUnit.MILLISECONDS);
    }
}
