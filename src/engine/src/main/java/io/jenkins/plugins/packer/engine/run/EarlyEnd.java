package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.function.Consumer;

/**
 * Work that the run may end before its time: it is cancelled, or the time of the work is over. What was blocked tells that by
 * one exception or the other, since a command that is ended has an exit status too.
 */
public final class EarlyEnd {
    private EarlyEnd() {}

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        void run() throws ComponentException;
    }

    /**
     * Does it.
     *
     * @param cancellation tells that it was ended
     * @param ended done then, before the exception goes on
     * @param failed done where it failed by itself, likewise
     */
    public static void handle(Cancellation cancellation, Work work, Runnable ended, Consumer<ComponentException> failed)
            throws ComponentException {
        try {
            work.run();
        } catch (CancelledException e) {
            ended.run();
            throw e;
        } catch (ComponentException e) {
            if (cancellation.isCancelled()) {
                ended.run();
            } else {
                failed.accept(e);
            }
            throw e;
        }
    }
}
