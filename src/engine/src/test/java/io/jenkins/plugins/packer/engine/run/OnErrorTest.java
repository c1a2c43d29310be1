package io.jenkins.plugins.packer.engine.run;

import static io.jenkins.plugins.packer.engine.run.RunFixture.artifact;
import static io.jenkins.plugins.packer.engine.run.RunFixture.build;
import static io.jenkins.plugins.packer.engine.run.RunFixture.provisioner;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.RunOptions.OnError;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnErrorTest {
    @TempDir
    Path directory;

    private RunFixture run;
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger cleanups = new AtomicInteger();

    @BeforeEach
    void setUp() {
        run = new RunFixture(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "CLEANUP, '', 1, true",
        "ABORT, '', 0, false",
        "RUN_CLEANUP_PROVISIONER, '', 1, false",
        "ASK, 'c', 1, true",
        "ASK, 'a', 0, false",
        "ASK, 'Abort', 0, false",
        "ASK, '', 1, true",
        "ASK, 'x;c', 1, true",
        "ASK, 'r;c', 1, true"
    })
    void aFailedProvisionerIsDealtWithAsTheUserWants(
            OnError onError, String answers, int cleanupRuns, boolean everythingRemoved) {
        run.onError = onError;
        run.answers(answers.replace(';', '\n') + "\n");

        RunResult result = run.run(failingProvisioner(1000));

        assertThat(result.builds().get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.builds().get(0).error()).isEqualTo("no luck");
        assertThat(cleanups).hasValue(cleanupRuns);
        assertThat(attempts).hasValue(answers.startsWith("r") ? 2 : 1);
        assertThat(run.cloud.isEmpty()).isEqualTo(everythingRemoved);
        assertThat(result.journal().isEmpty()).isEqualTo(everythingRemoved);
        assertThat(run.events(RunEvent.ResourceLeft.class)).hasSize(everythingRemoved ? 0 : 2);
        assertThat(run.said().contains("Step \"provision\" failed, aborting..."))
                .isEqualTo(!everythingRemoved);
        assertThat(run.said().contains("Incorrect input: \"x\"")).isEqualTo(answers.startsWith("x"));
    }

    @Test
    void aStepThatIsTriedAgainMayStillSucceedAndWhatItLeftIsRemovedBefore() {
        run.onError = OnError.ASK;
        run.answers("r\n");

        RunResult result = run.run(build("b", context -> {
            run.create(context, "network");
            context.step("Start machine", () -> {
                run.create(context, "machine-" + attempts.incrementAndGet());
                if (attempts.get() == 1) {
                    throw new ComponentException("no luck");
                }
                return "";
            });
            assertThat(run.cloud).containsExactly("machine-2", "network");
            return artifact();
        }));

        assertThat(result.exitCode()).isZero();
        assertThat(run.removals).containsExactly("machine-1", "machine-2", "network");
        assertThat(run.said()).contains("no luck", "Step \"Start machine\" failed");
    }

    @Test
    void theUserIsAskedOnceForAFailureThatPassesThroughSeveralSteps() {
        run.onError = OnError.ASK;
        run.answers("c\nr\nr\n");

        run.run(build(
                "b",
                context -> context.step(
                        "outer",
                        () -> context.step("inner", () -> {
                            attempts.incrementAndGet();
                            throw new ComponentException("no luck");
                        }))));

        assertThat(attempts).hasValue(1);
        assertThat(run.said().stream().filter(line -> line.startsWith("[c]"))).hasSize(1);
    }

    @Test
    void withNobodyToAskEverythingIsCleanedUp() {
        run.onError = OnError.ASK;

        run.run(failingProvisioner(1000));

        assertThat(run.cloud).isEmpty();
        assertThat(run.said()).anyMatch(line -> line.startsWith("There is nobody to ask"));
    }

    @Test
    void aFailingCleanupProvisionerIsToldWithTheOriginalError() {
        RunResult result = run.run(build(
                "b",
                context -> {
                    context.provision(new RunFixture.NoMachine(), Map.of());
                    return artifact();
                },
                List.of(provisioner("p", (options, context) -> {
                    throw new ComponentException("no luck");
                })),
                provisioner("cleanup", (options, context) -> {
                    throw new ComponentException("no luck either");
                }),
                List.of()));

        assertThat(result.builds().get(0).error())
                .isEqualTo("Cleanup failed: no luck either. Original Provisioning error: no luck");
        assertThat(run.said()).contains("Provisioning step had errors: Running the cleanup provisioner, if present...");
    }

    @Test
    void debugStopsBeforeEachPart() {
        run.debug = true;
        run.answers("\n\n\n");

        run.run(build(
                "b",
                context -> {
                    context.step("Start", () -> run.create(context, "machine"));
                    context.provision(new RunFixture.NoMachine(), Map.of());
                    return artifact();
                },
                List.of(provisioner("p", (options, context) -> {})),
                null,
                List.of()));

        assertThat(run.said())
                .containsSubsequence(
                        "Debug mode enabled. Builds will not be parallelized.",
                        "Pausing before step 'Start'. Press enter to continue.",
                        "Pausing before the next provisioner. Press enter to continue.",
                        "Pausing before cleanup. Press enter to continue.");
    }

    private PlannedBuild failingProvisioner(int failures) {
        return build(
                "b",
                context -> {
                    run.create(context, "machine");
                    run.produce(context, "image");
                    context.provision(new RunFixture.NoMachine(), Map.of());
                    return artifact("image");
                },
                List.of(provisioner("p", (options, context) -> {
                    if (attempts.incrementAndGet() <= failures) {
                        throw new ComponentException("no luck");
                    }
                })),
                provisioner("cleanup", (options, context) -> cleanups.incrementAndGet()),
                List.of());
    }
}
