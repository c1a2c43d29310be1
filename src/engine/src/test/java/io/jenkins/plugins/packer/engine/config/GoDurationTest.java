package io.jenkins.plugins.packer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0,PT0S",
        "0s,PT0S",
        "5m,PT5M",
        "1h15m30.5s,PT1H15M30.5S",
        "-1.5h,PT-1H-30M",
        "+10s,PT10S",
        "1500ms,PT1.5S",
        "2us,PT0.000002S",
        "2µs,PT0.000002S",
        "3ns,PT0.000000003S",
        ".5s,PT0.5S",
        "5.s,PT5S",
        "30s5m,PT5M30S",
    })
    void durationsAreReadAsGoReadsThem(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | invalid duration \"\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"",
                "- | invalid duration \"-\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"",
                "5 | missing unit in duration \"5\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"",
                "5d | unknown unit \"d\" in duration \"5d\"; the units are h, m, s, ms, us and ns",
                "m | invalid duration \"m\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"",
                "1.2.3s | invalid duration \"1.2.3s\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"",
                "9999999h | \"9999999h\" is longer than a duration can be (about 292 years)",
            })
    void mistakesAreExplained(String text, String message) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
