package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.components.amazon.options.PollingOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PollingTest {
    private static final Duration DEFAULT = Duration.ofMinutes(10);

    @Test
    void withoutAnythingGivenTheLimitIsThatOfWhatIsWaitedFor() {
        assertThat(of(0, 0, Map.of()).limit(DEFAULT)).isEqualTo(DEFAULT);
    }

    @Test
    void attemptsTimesDelayIsTheLimit() {
        assertThat(of(40, 15, Map.of())).isEqualTo(new Polling(Duration.ofSeconds(15), Duration.ofMinutes(10)));
    }

    @Test
    void attemptsWithoutADelayAreTwoSecondsApart() {
        assertThat(of(30, 0, Map.of()).limit(DEFAULT)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theEnvironmentCountsWhereTheTemplateSaysNothing() {
        Map<String, String> environment = Map.of("AWS_MAX_ATTEMPTS", "10", "AWS_POLL_DELAY_SECONDS", "3");
        assertThat(of(0, 0, environment).limit(DEFAULT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(of(5, 1, environment).limit(DEFAULT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(of(0, 0, Map.of("AWS_TIMEOUT_SECONDS", "90")).limit(DEFAULT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(of(0, 0, Map.of("AWS_MAX_ATTEMPTS", "many")).limit(DEFAULT)).isEqualTo(DEFAULT);
    }

    private static Polling of(int attempts, int delay, Map<String, String> environment) {
        return Polling.of(new PollingOptions(attempts, delay), environment);
    }
}
