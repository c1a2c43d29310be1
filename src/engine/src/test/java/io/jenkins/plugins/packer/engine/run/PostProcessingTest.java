package io.jenkins.plugins.packer.engine.run;

import static io.jenkins.plugins.packer.engine.run.RunFixture.artifact;
import static io.jenkins.plugins.packer.engine.run.RunFixture.build;
import static io.jenkins.plugins.packer.engine.run.RunFixture.postProcessor;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor.Result;
import io.jenkins.plugins.packer.report.RunEvent;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostProcessingTest {
    @TempDir
    Path directory;

    private RunFixture run;

    @BeforeEach
    void setUp() {
        run = new RunFixture(directory);
    }

    /** The post-processor's own wish, whether it insists, and the template's, as in packer/build.go. */
    @ParameterizedTest
    @CsvSource({
        "true, true, , true",
        "true, true, false, true",
        "true, true, true, true",
        "true, false, , true",
        "true, false, false, false",
        "true, false, true, true",
        "false, false, , false",
        "false, false, true, true",
        "false, false, false, false",
        "false, true, , false",
        "false, true, false, false",
        "false, true, true, true"
    })
    void theInputIsKeptByTheRules(boolean keep, boolean force, @Nullable Boolean template, boolean kept) {
        RunResult first = run.run(image(List.of(List.of(turnInto("one", keep, force, template)))));

        assertThat(run.cloud.contains("image")).isEqualTo(kept);
        assertThat(ids(first)).containsExactlyElementsOf(kept ? List.of("image", "one") : List.of("one"));

        RunFixture again = new RunFixture(directory.resolve("again"));
        run = again;
        RunResult second = run.run(
                image(List.of(List.of(turnInto("one", true, false, null), turnInto("two", keep, force, template)))));

        assertThat(run.cloud.contains("one")).isEqualTo(kept);
        assertThat(ids(second))
                .containsExactlyElementsOf(kept ? List.of("image", "one", "two") : List.of("image", "two"));
    }

    @Test
    void theOriginalStaysWhenOneOfSeveralSequencesKeepsIt() {
        RunResult result = run.run(image(
                List.of(List.of(turnInto("one", false, false, null)), List.of(turnInto("two", true, false, null)))));

        assertThat(ids(result)).containsExactly("image", "one", "two");
        assertThat(run.cloud).containsExactly("image", "one", "two");
    }

    @Test
    void aFailureEndsItsOwnSequenceOnly() {
        RunResult result = run.run(image(List.of(
                List.of(failing(), turnInto("one", true, false, null)),
                List.of(turnInto("two", true, false, null)),
                List.of(failing()))));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.builds().get(0).error())
                .isEqualTo(
                        "2 error(s) occurred:\n\n* Post-processor failed: no luck\n* Post-processor failed: no luck");
        assertThat(run.cloud).containsExactly("image", "two");
    }

    @Test
    void theOriginalGoesWhenTheOnlyPostProcessorFails() {
        RunResult result = run.run(image(List.of(List.of(failing()))));

        assertThat(result.builds().get(0).artifacts()).isEmpty();
        assertThat(run.cloud).isEmpty();
    }

    @Test
    void aPostProcessorThatYieldsNothingEndsItsSequence() {
        RunResult result = run.run(image(List.of(List.of(
                postProcessor("end", null, (options, input, context) -> new Result(null, false, false)),
                turnInto("never", true, false, null)))));

        assertThat(result.exitCode()).isZero();
        assertThat(result.builds().get(0).artifacts()).isEmpty();
        assertThat(run.cloud).isEmpty();
    }

    @Test
    void anArtifactThatIsPassedOnIsNotDestroyedWhileItsResourcesAreResults() {
        RunResult result = run.run(image(List.of(List.of(
                postProcessor("same", null, (options, input, context) -> Result.passOn(input)),
                turnInto("one", false, false, false)))));

        assertThat(ids(result)).containsExactly("image", "one");
        assertThat(run.cloud).containsExactly("image", "one");
    }

    @Test
    void whatADiscardedArtifactHadTakenOverGoesWithItThoughTheBuildersArtifactIsKept() {
        RunResult result =
                run.run(image(List.of(List.of(takeOver("image", null), turnInto("one", false, false, null)))));

        assertThat(ids(result)).containsExactly("image", "one");
        assertThat(run.cloud).containsExactly("one");
        assertThat(run.removals).containsExactly("image");
    }

    @Test
    void whatIsDiscardedOfTheBuildersArtifactIsThereForAllSequences() {
        run.run(image(List.of(
                List.of(takeOver("image", null), turnInto("one", false, false, null)),
                List.of(postProcessor("look", null, (options, input, context) -> {
                    assertThat(run.cloud).contains("image");
                    return Result.passOn(input);
                })))));

        assertThat(run.cloud).containsExactly("image", "one");
    }

    @Test
    void whatASequenceEndsWithStaysThoughAnotherDiscardsIt() {
        run.run(image(List.of(
                List.of(takeOver("image", false), turnInto("one", false, false, null)),
                List.of(takeOver("image", false)))));

        assertThat(run.cloud).containsExactly("image", "one");
    }

    @Test
    void whatWasTakenOverAndKeptStaysWhenTheBuildersArtifactGoes() {
        RunResult result = run.run(image(List.of(List.of(takeOver("image", false)))));

        assertThat(ids(result)).containsExactly("image");
        assertThat(run.cloud).containsExactly("image");
    }

    @Test
    void whatAPostProcessorNeedsOnlyMeanwhileGoesBeforeTheNext() {
        run.run(image(List.of(List.of(
                postProcessor("one", null, (options, input, context) -> {
                    run.create(context, "temporary");
                    return Result.passOn(input);
                }),
                postProcessor("two", null, (options, input, context) -> {
                    assertThat(run.cloud).doesNotContain("temporary");
                    return Result.passOn(input);
                })))));

        assertThat(run.removals).containsExactly("temporary");
    }

    @Test
    void anArtifactThatWasThereBeforeIsDestroyedThroughTheJournalToo() {
        run.cloud.add("foreign");
        run.run(image(List.of(List.of(
                postProcessor("swap", null, (options, input, context) -> new Result(artifact("foreign"), true, true)),
                turnInto("one", false, false, null)))));

        assertThat(run.cloud).containsExactly("image", "one");
        assertThat(run.journal).doesNotExist();
    }

    @Test
    void anArtifactThatCannotBeDestroyedFailsTheBuild() {
        run.removalFailures.put("image", 1000);

        RunResult result = run.run(image(List.of(List.of(turnInto("one", false, false, null)))));

        assertThat(result.builds().get(0).error())
                .isEqualTo("1 error(s) occurred:\n\n* Error destroying builder artifact:"
                        + " the cloud says no to image; bad artifact: []");
        assertThat(run.events(RunEvent.ResourceLeft.class)).hasSize(1);
        assertThat(result.journal()).isPresent();
    }

    @Test
    void theUserIsToldWhichPostProcessorRunsAndWhoSpeaks() {
        run.run(image(List.of(List.of(
                postProcessor("fake-pp", null, (options, input, context) -> {
                    context.ui().message("hello");
                    return Result.passOn(input);
                }),
                postProcessor("named", null, (options, input, context) -> Result.passOn(input))))));

        assertThat(run.events(RunEvent.Message.class))
                .extracting(message -> message.part() + ":" + message.text())
                .containsExactly(
                        ":Running post-processor: fake-pp",
                        "fake-pp:hello",
                        ":Running post-processor: named (type fake-pp)");
    }

    private PlannedBuild image(List<List<PlannedPostProcessor>> sequences) {
        return build(
                "b",
                context -> {
                    run.produce(context, "image");
                    return artifact("image");
                },
                List.of(),
                null,
                sequences);
    }

    private PlannedPostProcessor turnInto(String name, boolean keep, boolean force, @Nullable Boolean template) {
        return postProcessor(name, template, (options, input, context) -> {
            run.produce(context, name);
            return new Result(artifact(name), keep, force);
        });
    }

    /** Makes an artifact of its own of something that is there already. */
    private static PlannedPostProcessor takeOver(String name, @Nullable Boolean template) {
        return postProcessor(
                "take-over", template, (options, input, context) -> new Result(artifact(name), true, false));
    }

    private static PlannedPostProcessor failing() {
        return postProcessor("bad", null, (options, input, context) -> {
            throw new ComponentException("no luck");
        });
    }

    private static List<String> ids(RunResult result) {
        return result.builds().get(0).artifacts().stream().map(Artifact::id).toList();
    }
}
