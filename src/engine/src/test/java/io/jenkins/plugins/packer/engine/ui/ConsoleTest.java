package io.jenkins.plugins.packer.engine.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.FileReport;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output of one run, with every form in it, as people and as programs get it. */
class ConsoleTest {
    private static final Instant START = Instant.parse("2026-11-22T10:15:00Z");

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    private static List<RunEvent> run(Outcome outcome, String journal) {
        List<RunEvent> events = new ArrayList<>(List.of(
                new RunEvent.RunStarted(START, "r", "v", "t.pkr.hcl"),
                new RunEvent.BuildsPlanned(
                        START,
                        List.of(
                                new RunEvent.PlannedBuild("base.null.a", "null"),
                                new RunEvent.PlannedBuild("base.null.b", "null"))),
                new RunEvent.BuildStarted(START, "base.null.b"),
                new RunEvent.BuildStarted(START, "base.null.a"),
                new RunEvent.StepStarted(
                        START, "base.null.a", 1, RunEvent.Phase.PROVISION, "shell-local", "main.pkr.hcl line 9"),
                new Message(at(1), "base.null.a", Level.SAY, "Running local shell script: /tmp/x"),
                new Message(at(1), "base.null.b", Level.MESSAGE, "hello, world\nagain"),
                new Message(at(1), "base.null.a", Level.ERROR, "err"),
                new RunEvent.Progress(at(1), "base.null.a", "iso", 1, 2),
                new Message(at(2), "base.null.b", "shell-local", Level.MESSAGE, "pp"),
                new RunEvent.ResourceLeft(at(2), "base.null.b", "docker.container", "web", "0abc", "no engine"),
                new RunEvent.ArtifactProduced(at(3), "base.null.b", 0, artifact("Image, tagged", "/tmp/a,b")),
                new RunEvent.ArtifactProduced(at(3), "base.null.b", 1, artifact("Another", "/tmp/c")),
                new RunEvent.BuildEnded(at(38), "base.null.b", Outcome.SUCCEEDED, ""),
                new RunEvent.BuildEnded(
                        at(3120),
                        "base.null.a",
                        Outcome.FAILED,
                        "1 error(s) occurred:\n\n* Post-processor failed: no luck"),
                new RunEvent.RunEnded(at(3121), outcome, 1, journal)));
        return events;
    }

    private static ArtifactReport artifact(String description, String path) {
        return new ArtifactReport(
                "packer.docker", "sha256:1", description, Map.of(), List.of(new FileReport(path, 1, "")), Map.of());
    }

    @Test
    void peopleReadItAsInPacker() throws IOException {
        assertThat(console(false, null, run(Outcome.FAILED, "/tmp/j"))).isEqualTo("""
                        ==> base.null.a: Running local shell script: /tmp/x
                            base.null.b: hello, world
                            base.null.b: again
                        ==> base.null.a: err
                            base.null.b (shell-local): pp
                        ==> base.null.b: Left behind: docker.container web (0abc): no engine
                        Build 'base.null.b' finished after 38 milliseconds.
                        Build 'base.null.a' errored after 3 seconds 120 milliseconds: 1 error(s) occurred:

                        * Post-processor failed: no luck

                        ==> Wait completed after 3 seconds 121 milliseconds

                        ==> Some builds didn't complete successfully and had errors:
                        --> base.null.a: 1 error(s) occurred:

                        * Post-processor failed: no luck

                        ==> Builds finished. The artifacts of successful builds are:
                        --> base.null.b: Image, tagged
                        --> base.null.b: Another

                        ==> Resources were left behind. To remove them: packer cleanup /tmp/j
                        """);
    }

    @Test
    void programsReadItAsInPacker() throws IOException {
        assertThat(machine(run(Outcome.FAILED, ""))).isEqualTo("""
                        ,,ui,say,==> base.null.a: Running local shell script: /tmp/x
                        ,,ui,message,    base.null.b: hello%!(PACKER_COMMA) world\\n    base.null.b: again
                        ,,ui,error,==> base.null.a: err
                        ,,ui,message,    base.null.b (shell-local): pp
                        ,,ui,error,==> base.null.b: Left behind: docker.container web (0abc): no engine
                        ,,ui,say,Build 'base.null.b' finished after 38 milliseconds.
                        ,,ui,error,Build 'base.null.a' errored after 3 seconds 120 milliseconds: 1 error(s) occurred:\\n\\n* Post-processor failed: no luck
                        ,,ui,say,\\n==> Wait completed after 3 seconds 121 milliseconds
                        ,,error-count,1
                        ,,ui,error,\\n==> Some builds didn't complete successfully and had errors:
                        ,base.null.a,error,1 error(s) occurred:\\n\\n* Post-processor failed: no luck
                        ,,ui,error,--> base.null.a: 1 error(s) occurred:\\n\\n* Post-processor failed: no luck
                        ,,ui,say,\\n==> Builds finished. The artifacts of successful builds are:
                        ,base.null.b,artifact-count,2
                        ,base.null.b,artifact,0,builder-id,packer.docker
                        ,base.null.b,artifact,0,id,sha256:1
                        ,base.null.b,artifact,0,string,Image%!(PACKER_COMMA) tagged
                        ,base.null.b,artifact,0,files-count,1
                        ,base.null.b,artifact,0,file,0,/tmp/a%!(PACKER_COMMA)b
                        ,base.null.b,artifact,0,end
                        ,,ui,say,--> base.null.b: Image%!(PACKER_COMMA) tagged
                        ,base.null.b,artifact,1,builder-id,packer.docker
                        ,base.null.b,artifact,1,id,sha256:1
                        ,base.null.b,artifact,1,string,Another
                        ,base.null.b,artifact,1,files-count,1
                        ,base.null.b,artifact,1,file,0,/tmp/c
                        ,base.null.b,artifact,1,end
                        ,,ui,say,--> base.null.b: Another
                        """);
    }

    @Test
    void coloursAreThoseOfPacker() throws IOException {
        assertThat(console(true, null, run(Outcome.FAILED, "")).replace("\u001b", "^"))
                .startsWith("""
                        ^[1;32mbase.null.a: output will be in this color.^[0m
                        ^[1;36mbase.null.b: output will be in this color.^[0m

                        ^[1;32m==> base.null.a: Running local shell script: /tmp/x^[0m
                        ^[0;36m    base.null.b: hello, world
                            base.null.b: again^[0m
                        ^[1;31m==> base.null.a: err^[0m
                        ^[0;36m    base.null.b (shell-local): pp^[0m
                        ^[1;31m==> base.null.b: Left behind: docker.container web (0abc): no engine^[0m
                        ^[1;36mBuild 'base.null.b' finished after 38 milliseconds.^[0m
                        ^[1;31mBuild 'base.null.a' errored after 3 seconds 120 milliseconds: 1 error(s) occurred:

                        * Post-processor failed: no luck^[0m

                        ==> Wait completed after""");
    }

    @ParameterizedTest
    @CsvSource({"UTC, 2026-11-22T10:15:00Z", "Europe/Berlin, 2026-11-22T11:15:00+01:00"})
    void timestampsStandBeforeWhatBuildsSay(String zone, String stamp) throws IOException {
        String text = console(false, ZoneId.of(zone), run(Outcome.FAILED, ""));

        assertThat(text)
                .contains(stamp + ":     base.null.b: hello, world\n    base.null.b: again\n")
                .contains(stamp + ": Build 'base.null.b' finished")
                .contains("\n==> Wait completed")
                .contains("\n--> base.null.b: Another");
    }

    @Test
    void aCancelledRunSaysSoAndNamesWhatWasDoneBefore() throws IOException {
        assertThat(console(false, null, run(Outcome.CANCELLED, "")))
                .contains("""

                        ==> Wait completed after 3 seconds 121 milliseconds
                        Cleanly cancelled builds after being interrupted.

                        ==> Builds finished. The artifacts of successful builds are:
                        """)
                .doesNotContain("had errors");
        assertThat(machine(run(Outcome.CANCELLED, "")))
                .contains(",,ui,say,Cleanly cancelled builds after being interrupted.\n", "artifact-count")
                .doesNotContain("error-count");
    }

    @Test
    void aRunWithoutArtifactsSaysSo() throws IOException {
        List<RunEvent> events = List.of(
                new RunEvent.BuildsPlanned(START, List.of(new RunEvent.PlannedBuild("null.a", "null"))),
                new RunEvent.BuildStarted(START, "null.a"),
                new RunEvent.BuildEnded(START, "null.a", Outcome.SUCCEEDED, ""),
                new RunEvent.RunEnded(START, Outcome.SUCCEEDED, 0, ""));

        assertThat(console(false, null, events)).isEqualTo("""
                        Build 'null.a' finished after 0 seconds.

                        ==> Wait completed after 0 seconds

                        ==> Builds finished but no artifacts were created.
                        """);
    }

    @Test
    void aDiagnosticIsShownWithTheTextItCarries() throws IOException {
        RunEvent.Place place = new RunEvent.Place("main.pkr.hcl", 3, 1, 3, 4, "  foo = 1");
        List<RunEvent> events = List.of(
                new RunEvent.DiagnosticFound(START, "error", "Summary", "Detail.", place, "Error: Summary\n\n  as HCL"),
                new RunEvent.DiagnosticFound(START, "warning", "Summary", "Detail.", null, "Warning: Summary"),
                new RunEvent.RunEnded(START, Outcome.FAILED, 1, ""));

        assertThat(console(false, null, events)).isEqualTo("Error: Summary\n\n  as HCL\nWarning: Summary\n");
        assertThat(machine(events)).isEqualTo(",,ui,error,Error: Summary\\n\\n  as HCL\n,,ui,say,Warning: Summary\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'10%\\r50%\\r100%', '100%'",
        "'plain  \\n', 'plain'",
        "'a\\rb\\nc\\rd\\n\\n', 'b\\nd'",
        "'done\\r', 'done'",
        "'', ''"
    })
    void aLineThatWasDrawnOverShowsItsLastState(String raw, String shown) {
        List<RunEvent> events = new ArrayList<>();
        EventStream stream = new EventStream(new Redactor(), Clock.fixed(START, ZoneOffset.UTC), List.of(events::add));
        BuildUi ui = new BuildUi(stream, new Prompt(null), new Cancellation(), "b", "");

        ui.message(raw.replace("\\r", "\r").replace("\\n", "\n"));

        assertThat(((Message) events.get(0)).text()).isEqualTo(shown.replace("\\n", "\n"));
    }

    @Test
    void progressIsThinnedOut() {
        List<RunEvent> events = new ArrayList<>();
        EventStream stream = new EventStream(new Redactor(), Clock.fixed(START, ZoneOffset.UTC), List.of(events::add));
        BuildUi ui = new BuildUi(stream, new Prompt(null), new Cancellation(), "b", "");

        for (int done = 0; done <= 1000; done++) {
            ui.progress("iso", done, 1000);
        }

        assertThat(events)
                .containsExactly(
                        new RunEvent.Progress(START, "b", "iso", 0, 1000),
                        new RunEvent.Progress(START, "b", "iso", 1000, 1000));
    }

    private static String console(boolean colour, @Nullable ZoneId zone, List<RunEvent> events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleUi console = new ConsoleUi(out, colour, zone);
        for (RunEvent event : events) {
            console.on(event);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Without the timestamps, which must be the events'. */
    private static String machine(List<RunEvent> events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MachineReadableUi console = new MachineReadableUi(out);
        for (RunEvent event : events) {
            console.on(event);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        long start = START.getEpochSecond();
        assertThat(text.lines()).allMatch(line -> line.startsWith(start + ",") || line.startsWith(start + 3 + ","));
        return text.replace(Long.toString(start), "").replace(Long.toString(start + 3), "");
    }
}
