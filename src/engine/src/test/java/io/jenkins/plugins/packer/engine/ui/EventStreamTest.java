package io.jenkins.plugins.packer.engine.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.report.ReportWriter;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:00Z");
    private static final Clock CLOCK = Clock.fixed(TIME, ZoneOffset.UTC);

    @Property(tries = 300, seed = "20261123")
    void noSecretIsInAnyOutput(
            @ForAll @Size(min = 1, max = 3)
                    List<@CharRange(from = 'A', to = 'Z') @StringLength(min = 6, max = 12) String> secrets)
            throws IOException {
        Redactor redactor = new Redactor();
        redactor.addAll(secrets);
        String s =
                String.join(" ", secrets) + "\n" + secrets.get(0) + secrets.get(secrets.size() - 1) + "\r," + secrets;
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        ByteArrayOutputStream machine = new ByteArrayOutputStream();
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (ReportWriter writer = new ReportWriter(report)) {
            EventStream stream = new EventStream(
                    redactor,
                    CLOCK,
                    List.of(
                            new ConsoleUi(console, true, ZoneOffset.UTC),
                            new MachineReadableUi(machine),
                            writer::write));
            everyEventOf(s).forEach(stream::publish);
        }

        for (ByteArrayOutputStream out : List.of(console, machine, report)) {
            String text = out.toString(StandardCharsets.UTF_8);
            assertThat(text).contains("<sensitive>");
            for (String secret : secrets) {
                assertThat(text).doesNotContain(secret);
            }
        }
        assertThat(report.toString(StandardCharsets.UTF_8).lines()).hasSize(12);
    }

    private static List<RunEvent> everyEventOf(String s) {
        return List.of(
                new RunEvent.RunStarted(TIME, s, s, s),
                new RunEvent.BuildsPlanned(TIME, List.of(new RunEvent.PlannedBuild(s, s))),
                new RunEvent.BuildStarted(TIME, s),
                new RunEvent.StepStarted(TIME, s, 1, RunEvent.Phase.BUILD, s, s),
                new Message(TIME, s, s, Level.SAY, s),
                new RunEvent.Progress(TIME, s, s, 1, 2),
                new RunEvent.DiagnosticFound(TIME, "error", s, s, new RunEvent.Place(s, 1, 1, 1, 1, s), s),
                new RunEvent.StepEnded(TIME, s, 1, Outcome.FAILED),
                new RunEvent.ResourceLeft(TIME, s, s, s, s, s),
                new RunEvent.ArtifactProduced(
                        TIME,
                        s,
                        0,
                        new RunEvent.ArtifactReport(
                                s,
                                s,
                                s,
                                Map.of(s, s),
                                List.of(new RunEvent.FileReport(s, 1, s)),
                                Map.of(s, List.of(s, Map.of(s, s))))),
                new RunEvent.BuildEnded(TIME, s, Outcome.SUCCEEDED, s),
                new RunEvent.RunEnded(TIME, Outcome.FAILED, 1, s));
    }

    @Test
    void aListenerThatFailsIsDroppedAndTheOthersAreTold() {
        List<RunEvent> heard = new ArrayList<>();
        int[] calls = {0};
        EventStream stream = new EventStream(
                new Redactor(),
                CLOCK,
                List.of(
                        event -> {
                            calls[0]++;
                            throw new IOException("disk full");
                        },
                        heard::add));

        stream.say("one");
        stream.say("two");

        assertThat(calls[0]).isEqualTo(1);
        assertThat(heard)
                .containsExactly(
                        new Message(TIME, "", Level.SAY, "one"),
                        new Message(TIME, "", Level.ERROR, "Output is lost from here on: disk full"),
                        new Message(TIME, "", Level.SAY, "two"));
        assertThat(stream.failures()).hasSize(1);
    }

    @Test
    void nothingIsHeardAfterTheEndOfTheRun() {
        List<RunEvent> heard = new ArrayList<>();
        EventStream stream = new EventStream(new Redactor(), CLOCK, List.of(heard::add));

        stream.publish(new RunEvent.RunEnded(TIME, Outcome.CANCELLED, 1, ""));
        stream.say("too late");

        assertThat(heard).hasSize(1);
    }

    @Test
    void linesOfParallelBuildsDoNotMix() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventStream stream = new EventStream(new Redactor(), CLOCK, List.of(new ConsoleUi(out, true, null)));
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            BuildUi ui = new BuildUi(stream, new Prompt(null), new Cancellation(), "b" + number, "");
            Thread thread = new Thread(() -> {
                for (int time = 0; time < 200; time++) {
                    ui.say("text text text");
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1200)
                .allMatch(line -> line.matches("\u001b\\[1;3\\dm==> b\\d: text text text\u001b\\[0m"));
    }
}
