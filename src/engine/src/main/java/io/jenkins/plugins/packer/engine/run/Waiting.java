package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something outside the process by asking again and again: with pauses that grow and vary, a deadline, a line
 * for the user now and then, and an end as soon as the run is cancelled.
 */
public final class Waiting {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private final Time time;

    /**
     * A way of waiting.
     *
     * @param first the pause after the first question; each further one is twice as long
     * @param longest no pause is longer
     * @param random from 0 to 1; a pause is between half of its length and all of it
     * @param time the clock and the pause
     */
    public Waiting(Duration first, Duration longest, DoubleSupplier random, Time time) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.time = time;
    }

    /** Waits in real time. */
    public static Waiting between(Duration first, Duration longest) {
        return new Waiting(first, longest, () -> ThreadLocalRandom.current().nextDouble(), new RealTime());
    }

    /**
     * Asks until there is an answer.
     *
     * @param what what is waited for, such as {@code instance i-0abc to be running}
     * @param limit how long at most
     * @param cancellation ends the waiting
     * @param progress gets a line for the user twice a minute
     * @param question answers null for "not yet"
     * @throws ComponentException when the question fails, or the limit is reached
     * @throws CancelledException when the run is cancelled
     */
    public <T> T until(
            String what,
            Duration limit,
            Cancellation cancellation,
            Consumer<String> progress,
            Question<? extends T> question)
            throws ComponentException {
        long start = time.nanos();
        Duration pause = first;
        Duration nextLine = BETWEEN_LINES;
        while (true) {
            cancellation.check();
            T answer = question.ask();
            if (answer != null) {
                return answer;
            }
            Duration waited = Duration.ofNanos(time.nanos() - start);
            Duration left = limit.minus(waited);
            if (left.isNegative() || left.isZero()) {
                throw new ComponentException("Waited " + DurationText.brief(limit) + " for " + what
                        + ", in vain. Allow more time if it may take longer.");
            }
            if (waited.compareTo(nextLine) >= 0) {
                progress.accept("Waiting for " + what + " (" + DurationText.words(waited) + " so far)");
                nextLine = waited.plus(BETWEEN_LINES);
            }
            Duration jittered = Duration.ofNanos((long) (pause.toNanos() * (0.5 + random.getAsDouble() / 2)));
            time.pause(jittered.compareTo(left) < 0 ? jittered : left, cancellation);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    /**
     * A question to the world outside.
     *
     * @param <T> its answer
     */
    @FunctionalInterface
    public interface Question<T> {
        @Nullable
        T ask() throws ComponentException;
    }

    /** Time as it passes; tests have their own. */
    public interface Time {
        /** Nanoseconds since some moment. */
        long nanos();

        /** Lets time pass, or ends with a {@link CancelledException}. */
        void pause(Duration duration, Cancellation cancellation);
    }

    private static final class RealTime implements Time {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration, Cancellation cancellation) {
            cancellation.pause(duration);
        }
    }
}
