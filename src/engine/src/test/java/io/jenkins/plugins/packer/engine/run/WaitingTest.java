package io.jenkins.plugins.packer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final List<Duration> pauses = new ArrayList<>();
    private long now;

    private Waiting waiting(double random) {
        return new Waiting(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> random, new Waiting.Time() {
            @Override
            public long nanos() {
                return now;
            }

            @Override
            public void pause(Duration duration, Cancellation cancellation) {
                cancellation.check();
                pauses.add(duration);
                now += duration.toNanos();
            }
        });
    }

    @Test
    void pausesGrowUpToTheLongest() throws Exception {
        int[] asked = {0};

        String answer = waiting(1)
                .until(
                        "it",
                        Duration.ofHours(1),
                        new Cancellation(),
                        line -> {},
                        () -> ++asked[0] == 7 ? "there" : null);

        assertThat(answer).isEqualTo("there");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Property(tries = 200, seed = "20261123")
    void itNeverWaitsLongerThanTheLimitAndPausesAreWithinBounds(
            @ForAll @DoubleRange(min = 0, max = 0.99) double random,
            @ForAll @IntRange(min = 1, max = 5000) int seconds) {
        WaitingTest own = new WaitingTest();
        Duration limit = Duration.ofSeconds(seconds);

        assertThatThrownBy(
                        () -> own.waiting(random).until("the moon", limit, new Cancellation(), line -> {}, () -> null))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("for the moon");
        assertThat(own.now).isEqualTo(limit.toNanos());
        assertThat(own.pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0);
        assertThat(own.pauses.subList(0, own.pauses.size() - 1))
                .allMatch(pause -> pause.compareTo(Duration.ofMillis(500)) >= 0);
    }

    @Test
    void theUserHearsOfALongWaitTwiceAMinute() {
        List<String> lines = new ArrayList<>();

        assertThatThrownBy(() ->
                        waiting(1).until("it", Duration.ofSeconds(100), new Cancellation(), lines::add, () -> null))
                .isInstanceOf(ComponentException.class);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("Waiting for it (35 seconds so far)");
    }

    @Test
    void aFailingQuestionEndsTheWait() {
        assertThatThrownBy(() -> waiting(1).until("it", Duration.ofSeconds(100), new Cancellation(), line -> {}, () -> {
                    throw new ComponentException("it is broken");
                }))
                .hasMessage("it is broken");
    }

    @Test
    void cancellationEndsTheWait() {
        Cancellation cancellation = new Cancellation();

        assertThatThrownBy(() -> Waiting.between(Duration.ofMinutes(1), Duration.ofMinutes(1))
                        .until("it", Duration.ofHours(1), cancellation, line -> {}, () -> {
                            cancellation.cancel("enough");
                            return null;
                        }))
                .isInstanceOf(CancelledException.class)
                .hasMessage("enough");
    }
}
