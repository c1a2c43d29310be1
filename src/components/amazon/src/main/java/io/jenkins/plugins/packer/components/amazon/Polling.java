package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.PollingOptions;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How AWS is asked whether something is done. Where neither the template nor the environment ({@code AWS_MAX_ATTEMPTS},
 * {@code AWS_POLL_DELAY_SECONDS}, {@code AWS_TIMEOUT_SECONDS}) says it, the pauses grow from two seconds to fifteen and
 * the limit is that of what is waited for; Packer asks every 15 seconds.
 *
 * @param delay the pause between two questions, or null for growing ones
 * @param limit how long at most, or null for the default of what is waited for
 */
record Polling(@Nullable Duration delay, @Nullable Duration limit) {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** What Packer multiplies a number of attempts with where no pause is given. */
    private static final int DELAY_OF_ATTEMPTS = 2;

    static Polling of(PollingOptions options, Map<String, String> environment) {
        int delay = first(options.delaySeconds(), number(environment.get("AWS_POLL_DELAY_SECONDS")));
        int attempts = first(options.maxAttempts(), number(environment.get("AWS_MAX_ATTEMPTS")));
        int timeout = number(environment.get("AWS_TIMEOUT_SECONDS"));
        Duration limit = null;
        if (attempts > 0) {
            limit = Duration.ofSeconds((long) attempts * (delay > 0 ? delay : DELAY_OF_ATTEMPTS));
        } else if (timeout > 0) {
            limit = Duration.ofSeconds(timeout);
        }
        return new Polling(delay > 0 ? Duration.ofSeconds(delay) : null, limit);
    }

    Waiting waiting() {
        return delay == null ? Waiting.between(FIRST, LONGEST) : Waiting.between(delay, delay);
    }

    /** The limit, or a default. */
    Duration limit(Duration byDefault) {
        return limit == null ? byDefault : limit;
    }

    private static int first(int option, int variable) {
        return option > 0 ? option : variable;
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
