package io.jenkins.plugins.packer.engine.builtin;

import io.jenkins.plugins.packer.engine.communicator.NoCommandsException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.time.Duration;

/**
 * Tries to start something on a machine that may be rebooting, as {@code start_retry_timeout} asks for: with pauses that
 * double, until it works or the time is over.
 *
 * @param context of the build
 * @param timeout how long each work is tried
 */
public record StartRetry(StepContext context, Duration timeout) {
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LAST_DELAY = Duration.ofSeconds(8);

    /**
     * Work that may have to be done again.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws ComponentException;
    }

    /**
     * Does the work.
     *
     * @throws ComponentException what the last attempt ended with, or the first for which there is no hope
     */
    public <T> T run(Attempt<T> attempt) throws ComponentException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Duration delay = FIRST_DELAY;
        while (true) {
            context.cancellation().check();
            try {
                return attempt.run();
            } catch (NoCommandsException e) {
                throw e;
            } catch (ComponentException e) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw e;
                }
                context.ui().message("Trying again: " + e.getMessage());
                context.cancellation().pause(delay.toNanos() < left ? delay : Duration.ofNanos(left));
                Duration doubled = delay.multipliedBy(2);
                delay = doubled.compareTo(LAST_DELAY) < 0 ? doubled : LAST_DELAY;
            }
        }
    }
}
