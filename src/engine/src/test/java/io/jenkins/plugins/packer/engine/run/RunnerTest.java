package io.jenkins.plugins.packer.engine.run;

import static io.jenkins.plugins.packer.engine.run.RunFixture.artifact;
import static io.jenkins.plugins.packer.engine.run.RunFixture.build;
import static io.jenkins.plugins.packer.engine.run.RunFixture.provisioner;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerTest {
    @TempDir
    Path directory;

    private RunFixture run;

    @BeforeEach
    void setUp() {
        run = new RunFixture(directory);
    }

    @ParameterizedTest
    @CsvSource({"0, false, 6", "1, false, 1", "2, false, 2", "9, false, 6", "4, true, 1"})
    void asManyBuildsRunAtOnceAsAllowed(int parallel, boolean debug, int expected) {
        run.parallel = parallel;
        run.debug = debug;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(expected);
        PlannedBuild[] builds = new PlannedBuild[6];
        for (int number = 0; number < 6; number++) {
            builds[number] = build("b" + number, context -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                full.countDown();
                waitFor(full);
                running.decrementAndGet();
                return artifact();
            });
        }

        RunResult result = run.run(builds);

        assertThat(most).hasValue(expected);
        assertThat(result.exitCode()).isZero();
        assertThat(result.builds()).extracting(BuildResult::name).containsExactly("b0", "b1", "b2", "b3", "b4", "b5");
    }

    @Test
    void theFailureOfOneBuildLeavesTheOthersRunning() {
        CountDownLatch failed = new CountDownLatch(1);

        RunResult result = run.run(
                build("bad", context -> {
                    failed.countDown();
                    throw new ComponentException("no luck");
                }),
                build("good", context -> {
                    waitFor(failed);
                    run.produce(context, "image");
                    return artifact("image");
                }));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.builds()).extracting(BuildResult::outcome).containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(result.builds()).extracting(BuildResult::error).containsExactly("no luck", "");
        assertThat(run.cloud).containsExactly("image");
    }

    @Test
    void whatIsTemporaryGoesInReverseOrderAndTheResultStays() {
        RunResult result = run.run(build("b", context -> {
            run.create(context, "network");
            run.create(context, "machine");
            run.produce(context, "image");
            return artifact("image");
        }));

        assertThat(result.exitCode()).isZero();
        assertThat(run.removals).containsExactly("machine", "network");
        assertThat(run.cloud).containsExactly("image");
        assertThat(result.journal()).isEmpty();
        assertThat(run.journal).doesNotExist();
        assertThat(Files.exists(run.journal.getParent())).isTrue();
    }

    @Test
    void aRunWithoutResourcesWritesNoJournal() {
        run.run(build("b", context -> artifact()));

        assertThat(run.journal.getParent()).doesNotExist();
    }

    @Test
    void aProductThatIsInNoArtifactStaysToo() {
        run.run(build("b", context -> {
            run.produce(context, "image");
            run.produce(context, "by-product");
            return artifact("image");
        }));

        assertThat(run.cloud).containsExactlyInAnyOrder("image", "by-product");
    }

    @Test
    void aFailedBuildLeavesNothing() {
        RunResult result = run.run(build("b", context -> {
            run.create(context, "machine");
            run.produce(context, "image");
            throw new ComponentException("no luck");
        }));

        assertThat(run.cloud).isEmpty();
        assertThat(run.removals).containsExactly("image", "machine");
        assertThat(result.journal()).isEmpty();
        assertThat(run.journal).doesNotExist();
    }

    @Test
    void aMistakeInAComponentFailsItsBuildAndLeavesNothing() {
        RunResult result = run.run(build("b", context -> {
            run.create(context, "machine");
            throw new IllegalStateException("oops");
        }));

        assertThat(result.builds().get(0).error()).isEqualTo("internal error: java.lang.IllegalStateException: oops");
        assertThat(run.cloud).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void removalIsTriedAgainAndWhatStaysIsReportedAndKeptInTheJournal() throws Exception {
        run.removalFailures.put("flaky", 3);
        run.removalFailures.put("stuck", 1000);

        RunResult result = run.run(build("b", context -> {
            run.create(context, "flaky");
            run.create(context, "stuck");
            run.create(context, "easy");
            return artifact();
        }));

        assertThat(run.cloud).containsExactly("stuck");
        assertThat(result.exitCode()).isZero();
        assertThat(result.journal()).contains(run.journal.toAbsolutePath());
        assertThat(Files.readString(run.journal)).contains("the cloud says no to stuck");
        assertThat(run.events(RunEvent.ResourceLeft.class)).singleElement().satisfies(left -> {
            assertThat(left.kind()).isEqualTo(RunFixture.KIND);
            assertThat(left.name()).isEqualTo("stuck");
            assertThat(left.reason()).isEqualTo("the cloud says no to stuck");
        });
        assertThat(run.events(RunEvent.RunEnded.class).get(0).journal())
                .isEqualTo(run.journal.toAbsolutePath().toString());
    }

    @Test
    void stepsAreReportedWithNumbersPhasesAndOutcomes() {
        run.run(build(
                "b",
                context -> {
                    context.step("Start", () -> run.create(context, "machine"));
                    context.step("Provision", () -> {
                        context.provision(new RunFixture.NoMachine(), Map.of());
                        return "";
                    });
                    return context.<Artifact>step("Stop", () -> {
                        throw new ComponentException("no luck");
                    });
                },
                List.of(provisioner("p", (options, context) -> {})),
                null,
                List.of()));

        assertThat(run.events(RunEvent.StepStarted.class))
                .extracting(step -> step.step() + " " + step.phase() + " " + step.description())
                .containsExactly(
                        "1 BUILD Start",
                        "2 BUILD Provision",
                        "3 PROVISION p (type fake-prov)",
                        "4 BUILD Stop",
                        "5 " + Phase.CLEANUP + " Remove fake.thing machine");
        assertThat(run.events(RunEvent.StepEnded.class))
                .extracting(step -> step.step() + " " + step.outcome())
                .containsExactly("1 SUCCEEDED", "3 SUCCEEDED", "2 SUCCEEDED", "4 FAILED", "5 SUCCEEDED");
    }

    @Test
    void valuesOfTheBuildAreKnownWhenTheyAreNeeded() {
        List<String> seen = new ArrayList<>();

        run.run(build(
                "b",
                context -> {
                    seen.add(context.templates().render("t"));
                    context.provision(new RunFixture.NoMachine(), Map.of("ID", "i-1", "Password", "hunter22"));
                    context.publish(Map.of("ID", "i-2"));
                    return artifact();
                },
                List.of(provisioner("p", (options, context) -> {
                    seen.add(options.text());
                    seen.add(context.generated().get("ConnType") + " "
                            + context.generated().get("PackerRunUUID") + " "
                            + context.generated().get("PackerHTTPAddr"));
                    context.ui().say("the password is hunter22");
                })),
                null,
                List.of(List.of(RunFixture.postProcessor("pp", null, (options, input, context) -> {
                    seen.add(options.text());
                    return io.jenkins.plugins.packer.engine.component.PostProcessor.Result.passOn(input);
                })))));

        assertThat(seen)
                .containsExactly("t{}null", "i-1", "fake run-1 ERR_HTTP_ADDR_NOT_IMPLEMENTED_BY_BUILDER", "i-2");
        assertThat(run.said()).contains("the password is <sensitive>");
    }

    @Test
    void buildsOfOneRunShareTheJournal() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        run.removalFailures.put("a", 1000);
        run.removalFailures.put("b", 1000);
        RunFixture.Building work = context -> {
            run.create(context, context.buildName());
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new ComponentException("not both", e);
            }
            return artifact();
        };

        run.run(build("a", work), build("b", work));

        assertThat(Files.readString(run.journal)).contains("\"build\":\"a\"").contains("\"build\":\"b\"");
        assertThat(Files.readString(run.journal).lines().filter(line -> line.contains("header")))
                .hasSize(1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
