package io.jenkins.plugins.packer.engine.run;

import static io.jenkins.plugins.packer.engine.run.RunFixture.artifact;
import static io.jenkins.plugins.packer.engine.run.RunFixture.build;
import static io.jenkins.plugins.packer.engine.run.RunFixture.postProcessor;
import static io.jenkins.plugins.packer.engine.run.RunFixture.provisioner;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.PostProcessor.Result;
import io.jenkins.plugins.packer.engine.run.RunOptions.OnError;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CancellationOfARunTest {
    private static final int POINTS = 12;

    @TempDir
    Path directory;

    private RunFixture run;
    private final AtomicInteger point = new AtomicInteger();
    private int cancelAt;

    @BeforeEach
    void setUp() {
        run = new RunFixture(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsLeftWhereverTheRunIsCancelled(int where) {
        cancelAt = where;

        RunResult result = run.run(everything());

        assertThat(point).hasValueGreaterThanOrEqualTo(where);
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(run.cloud).isEmpty();
        assertThat(run.journal).doesNotExist();
        assertThat(run.said()).contains("Cancelling build after receiving interrupt");
        assertThat(run.events(RunEvent.ResourceLeft.class)).isEmpty();
        assertThat(run.events(RunEvent.BuildEnded.class)).allMatch(end -> end.outcome() == Outcome.CANCELLED);
    }

    @Test
    void theBuildOfTheTableReachesEveryPoint() {
        assertThat(run.run(everything()).exitCode()).isZero();
        assertThat(point).hasValue(POINTS);
        assertThat(run.cloud).containsExactly("image", "tag");
    }

    @ParameterizedTest
    @EnumSource(OnError.class)
    void aCancelledRunLeavesNothingWhateverIsToHappenOnErrors(OnError onError) {
        run.onError = onError;
        cancelAt = 4;

        run.run(everything());

        assertThat(run.cloud).isEmpty();
    }

    @Test
    void buildsThatWereNotBegunAreNotBegunAndThoseThatEndedKeepTheirResults() {
        run.parallel = 1;

        RunResult result = run.run(
                build("first", context -> {
                    run.produce(context, "first-image");
                    return artifact("first-image");
                }),
                build("second", context -> {
                    run.produce(context, "second-image");
                    run.cancellation.cancel("interrupt");
                    return artifact("second-image");
                }),
                build("third", context -> artifact()));

        assertThat(run.events(RunEvent.BuildStarted.class)).hasSize(2);
        assertThat(result.builds())
                .extracting(BuildResult::outcome)
                .containsExactly(Outcome.SUCCEEDED, Outcome.CANCELLED);
        assertThat(run.cloud).containsExactly("first-image");
    }

    @Test
    void theFirstSignalDoesNotInterruptCleaningUp() {
        run.beforeRemoval = () -> run.cancellation.cancel("interrupt");

        run.run(build("b", context -> {
            run.create(context, "one");
            run.create(context, "two");
            run.create(context, "three");
            return artifact();
        }));

        assertThat(run.cloud).isEmpty();
        assertThat(run.removals).containsExactly("three", "two", "one");
    }

    @Test
    void theSecondSignalStopsCleaningUpAndNamesTheJournal() {
        CountDownLatch released = new CountDownLatch(1);
        run.beforeRemoval = () -> {
            run.stop.cancel("interrupt");
            released.countDown();
        };

        RunResult result = run.run(build("b", context -> {
            run.create(context, "one");
            run.create(context, "two");
            run.cancellation.cancel("interrupt");
            run.cancellation.check();
            return artifact();
        }));

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.journal()).contains(run.journal.toAbsolutePath());
        assertThat(run.said())
                .contains("Stopped by a second signal. What is left is listed in " + run.journal.toAbsolutePath());
        assertThat(run.events(RunEvent.RunEnded.class).get(0).journal())
                .isEqualTo(run.journal.toAbsolutePath().toString());
        assertThat(run.cloud).containsExactly("one", "two");
        assertThat(run.events.get(run.events.size() - 1)).isInstanceOf(RunEvent.RunEnded.class);
    }

    @Test
    void theSecondSignalDoesNotWaitForABuildThatHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        Thread user = new Thread(() -> {
            try {
                inside.await();
                run.cancellation.cancel("interrupt");
                run.stop.cancel("interrupt");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        user.start();

        RunResult result = run.run(build("b", context -> {
            run.create(context, "one");
            inside.countDown();
            try {
                hanging.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return artifact();
        }));
        user.join();

        assertThat(result.journal()).isPresent();
        assertThat(result.builds()).isEmpty();
        hanging.countDown();
    }

    @Test
    void anAnswerThatIsWaitedForEndsWithTheRun() {
        run.onError = OnError.ASK;
        run.input = new java.io.PipedInputStream();
        run.listeners.add(event -> {
            if (event instanceof RunEvent.Message message && message.text().startsWith("[c]")) {
                new Thread(() -> run.cancellation.cancel("interrupt")).start();
            }
        });

        RunResult result = run.run(build(
                "b",
                context -> context.step("s", () -> {
                    run.create(context, "one");
                    throw new io.jenkins.plugins.packer.engine.component.ComponentException("no luck");
                })));

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(run.cloud).isEmpty();
    }

    private PlannedBuild everything() {
        return build(
                "b",
                context -> {
                    at();
                    run.create(context, "network");
                    at();
                    context.step(
                            "Start",
                            () -> context.resources().create(RunFixture.thing("machine"), () -> {
                                run.cloud.add("machine");
                                at();
                                return "machine";
                            }));
                    context.provision(new RunFixture.NoMachine(), Map.of());
                    at();
                    context.step("Commit", () -> run.produce(context, "image"));
                    at();
                    return artifact("image");
                },
                List.of(
                        provisioner("one", (options, context) -> at()),
                        provisioner("two", Duration.ofMillis(1), 2, Duration.ofMinutes(1), true, (options, context) -> {
                            at();
                            context.cancellation().check();
                        })),
                provisioner("cleanup", (options, context) -> {
                    throw new IllegalStateException("not on cancellation");
                }),
                List.of(
                        List.of(
                                postProcessor("one", null, (options, input, context) -> {
                                    at();
                                    run.create(context, "temporary");
                                    at();
                                    return Result.passOn(input);
                                }),
                                postProcessor("two", null, (options, input, context) -> {
                                    run.produce(context, "tag");
                                    at();
                                    return new Result(artifact("tag"), true, true);
                                })),
                        List.of(postProcessor("three", null, (options, input, context) -> {
                            at();
                            at();
                            return Result.passOn(input);
                        }))));
    }

    private void at() {
        if (point.incrementAndGet() == cancelAt) {
            run.cancellation.cancel("interrupt");
        }
    }
}
