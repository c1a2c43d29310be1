package io.jenkins.plugins.packer.engine.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT0.000000999S, 0 seconds",
        "PT0.000001S, 1 microsecond",
        "PT0.038356S, 38 milliseconds 356 microseconds",
        "PT3.120999S, 3 seconds 120 milliseconds",
        "PT1S, 1 second",
        "PT1H0M3S, 1 hour 3 seconds",
        "PT61M, 1 hour 1 minute",
        "PT25H, 1 day 1 hour",
        "P8D, 1 week 1 day",
        "P366D, 1 year 1 day"
    })
    void durationsReadAsInPacker(Duration duration, String words) {
        assertThat(DurationText.words(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT10S, 10s",
        "PT1.5S, 1.5s",
        "PT0.5S, 500ms",
        "PT0.0015S, 1.5ms",
        "PT0.0000015S, 1.5µs",
        "PT0.000000015S, 15ns",
        "PT90S, 1m30s",
        "PT1H, 1h0m0s",
        "PT26H5M1.25S, 26h5m1.25s"
    })
    void briefDurationsReadAsInGo(Duration duration, String brief) {
        assertThat(DurationText.brief(duration)).isEqualTo(brief);
    }
}
