package io.jenkins.plugins.packer.engine.run;

import static io.jenkins.plugins.packer.engine.run.RunFixture.artifact;
import static io.jenkins.plugins.packer.engine.run.RunFixture.build;
import static io.jenkins.plugins.packer.engine.run.RunFixture.provisioner;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisioningTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(30);

    @TempDir
    Path directory;

    private RunFixture run;
    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeEach
    void setUp() {
        run = new RunFixture(directory);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1, true", "0, 1, 1, false", "2, 1, 2, true", "2, 2, 3, true", "2, 3, 3, false"})
    void aProvisionerIsTriedAgainAsOftenAsAllowed(int retries, int failures, int expected, boolean succeeds) {
        RunResult result = provision(provisioner("p", NONE, retries, NONE, false, (options, context) -> {
            if (attempts.incrementAndGet() <= failures) {
                throw new ComponentException("a \"bad\" thing");
            }
        }));

        assertThat(attempts).hasValue(expected);
        assertThat(result.exitCode()).isEqualTo(succeeds ? 0 : 1);
        if (retries > 0) {
            assertThat(run.said())
                    .contains("Provisioner failed with \"a \\\"bad\\\" thing\", retrying with 2 trie(s) left");
        }
        assertThat(run.said().contains("retry limit reached.")).isEqualTo(retries > 0 && !succeeds);
    }

    @Test
    void eachAttemptPausesBefore() {
        provision(provisioner("p", SHORT, 1, NONE, false, (options, context) -> {
            attempts.incrementAndGet();
            throw new ComponentException("no luck");
        }));

        assertThat(run.said())
                .filteredOn(line -> line.equals("Pausing 30ms before the next provisioner..."))
                .hasSize(2);
    }

    @Test
    void aProvisionerThatHeedsTheTokenEndsAtItsTimeout() {
        RunResult result = provision(provisioner(
                "p",
                NONE,
                0,
                SHORT,
                false,
                (options, context) -> context.cancellation().pause(Duration.ofMinutes(5))));

        assertThat(result.builds().get(0).error()).isEqualTo("Provisioner p took longer than its timeout of 30ms");
        assertThat(run.said()).contains("Cancelling provisioner after a timeout...");
    }

    @Test
    void aProvisionerThatBlocksEndsAtItsTimeoutAndTheNextAttemptIsNotInterrupted() {
        RunResult result = provision(provisioner("p", NONE, 1, Duration.ofSeconds(1), false, (options, context) -> {
            if (attempts.incrementAndGet() == 1) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ComponentException("interrupted", e);
                }
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            run.create(context, "helper");
        }));

        assertThat(result.exitCode()).isZero();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aProvisionerWithinItsTimeoutSucceeds() {
        RunResult result = provision(provisioner("p", NONE, 0, Duration.ofMinutes(1), false, (options, context) -> {}));

        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aCancelledRunEndsATimedProvisionerAsCancelled() {
        RunResult result = provision(provisioner("p", NONE, 5, Duration.ofMinutes(1), true, (options, context) -> {
            attempts.incrementAndGet();
            run.cancellation.cancel("interrupt");
            context.cancellation().pause(Duration.ofMinutes(5));
        }));

        assertThat(attempts).hasValue(1);
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void theBuildGoesOnWhereAFailureIsAllowed() {
        RunResult result = provision(provisioner("p", NONE, 0, NONE, true, (options, context) -> {
            throw new ComponentException("no luck");
        }));

        assertThat(result.exitCode()).isZero();
        assertThat(run.said())
                .contains("Warning: Provisioner failed with \"no luck\", but continue_on_error is set;"
                        + " continuing the build.");
    }

    private RunResult provision(PlannedProvisioner planned) {
        return run.run(build(
                "b",
                context -> {
                    context.provision(new RunFixture.NoMachine(), Map.of());
                    return artifact();
                },
                List.of(planned),
                null,
                List.of()));
    }
}
