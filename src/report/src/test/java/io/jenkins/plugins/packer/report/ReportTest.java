package io.jenkins.plugins.packer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:00Z");

    @Property(tries = 3000, seed = "20261123")
    void whatIsWrittenIsReadAgainForEveryKindOfEvent(@ForAll("events") RunEvent event) throws IOException {
        String written = write(event);

        assertThat(written).endsWith("\n");
        assertThat(written.indexOf('\n')).isEqualTo(written.length() - 1);
        assertThat(new ReportReader().read(written)).contains(event);
    }

    @Property(tries = 300, seed = "20261123")
    void aLineThatIsCutOffIsAnErrorThatSaysSo(@ForAll("events") RunEvent event) throws IOException {
        String written = write(event).stripTrailing();
        for (int length = 0; length < written.length(); length += 1 + written.length() / 40) {
            String cut = written.substring(0, length);
            assertThatThrownBy(() -> new ReportReader().read(cut))
                    .isInstanceOf(ReportException.class)
                    .hasMessageStartingWith("Not a line of a report");
        }
    }

    @Test
    void theFormIsTheDocumentedOne() throws IOException {
        assertThat(write(new RunEvent.StepStarted(
                        TIME, "docker.web", 3, Phase.POST_PROCESS, "docker-tag", "a.pkr.hcl line 3")))
                .isEqualTo(
                        "{\"event\":\"step_started\",\"time\":\"2026-11-22T10:15:00Z\",\"build\":\"docker.web\","
                                + "\"step\":3,\"phase\":\"post_process\",\"description\":\"docker-tag\",\"place\":\"a.pkr.hcl line 3\"}\n");
    }

    @Test
    void whatANewerEngineWritesIsSkipped() throws IOException {
        ReportReader reader = new ReportReader();

        assertThat(reader.read("{\"event\":\"moon_rose\",\"colour\":{\"a\":[1,2.5,true,null,99999999999999999999]}}"))
                .isEmpty();
        assertThat(reader.read("{\"event\":\"message\",\"time\":\"2026-11-22T10:15:00Z\",\"build\":\"b\","
                        + "\"level\":\"say\",\"text\":\"t\",\"colour\":[{}]}"))
                .contains(new Message(TIME, "b", Level.SAY, "t"));
        assertThat(reader.read("{\"event\":\"message\",\"time\":\"2026-11-22T10:15:00Z\",\"build\":\"b\","
                        + "\"level\":\"whisper\",\"text\":\"t\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"event\":1}",
                "{\"event\":\"message\"} {}",
                "{\"event\":\"message\"}",
                "{\"event\":\"message\",\"time\":\"yesterday\",\"build\":\"\",\"level\":\"say\",\"text\":\"\"}",
                "{\"event\":\"message\",\"time\":\"2026-11-22T10:15:00Z\",\"build\":3,\"level\":\"say\",\"text\":\"\"}",
                "{\"event\":\"build_ended\",\"time\":\"2026-11-22T10:15:00Z\",\"build\":\"\",\"outcome\":null}",
                "{\"event\":\"builds_planned\",\"time\":\"2026-11-22T10:15:00Z\",\"builds\":[1]}",
                "{\"event\":\"builds_planned\",\"time\":\"2026-11-22T10:15:00Z\",\"builds\":{}}",
                "{\"event\":\"step_ended\",\"time\":\"2026-11-22T10:15:00Z\",\"build\":\"\",\"step\":5000000000,\"outcome\":\"failed\"}"
            })
    void aBadLineIsAnErrorThatSaysWhatIsWrong(String line) {
        assertThatThrownBy(() -> new ReportReader().read(line))
                .isInstanceOf(ReportException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void linesOfParallelWritersStayWhole() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReportWriter writer = new ReportWriter(out)) {
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                String text = ("line " + number + "\n").repeat(50);
                Thread thread = new Thread(() -> {
                    for (int time = 0; time < 100; time++) {
                        try {
                            writer.write(new Message(TIME, "b", Level.SAY, text));
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(800);
        for (String line : lines) {
            assertThat(new ReportReader().read(line)).isPresent();
        }
    }

    @Test
    void halfASurrogatePairDoesNotStopTheReport() throws IOException {
        String written = write(new Message(TIME, "b", Level.SAY, "half \ud83d."));

        assertThat(new ReportReader().read(written)).contains(new Message(TIME, "b", Level.SAY, "half ?."));
    }

    private static String write(RunEvent event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReportWriter writer = new ReportWriter(out)) {
            writer.write(event);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<RunEvent> events() {
        Arbitrary<String> text = Arbitraries.strings()
                .ofMaxLength(20)
                .filter(value -> value.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .flatMap(millis -> Arbitraries.of(0L, 1L, 999_999L)
                        .map(nanos -> Instant.ofEpochMilli(millis).plusNanos(nanos)));
        Arbitrary<Outcome> outcomes = Arbitraries.of(Outcome.class);
        Arbitrary<Integer> numbers = Arbitraries.integers();
        Arbitrary<Long> sizes = Arbitraries.longs();
        return Arbitraries.<RunEvent>oneOf(
                Combinators.combine(times, text, text, text).as(RunEvent.RunStarted::new),
                Combinators.combine(
                                times,
                                Combinators.combine(text, text)
                                        .as(RunEvent.PlannedBuild::new)
                                        .list()
                                        .ofMaxSize(4))
                        .as(RunEvent.BuildsPlanned::new),
                Combinators.combine(times, text).as(RunEvent.BuildStarted::new),
                Combinators.combine(times, text, numbers, Arbitraries.of(Phase.class), text, text)
                        .as(RunEvent.StepStarted::new),
                Combinators.combine(times, text, numbers, outcomes).as(RunEvent.StepEnded::new),
                Combinators.combine(times, text, text, Arbitraries.of(Level.class), text)
                        .as((time, build, part, level, said) -> new Message(time, build, part, level, said)),
                Combinators.combine(times, text, text, sizes, sizes).as(RunEvent.Progress::new),
                Combinators.combine(times, text, text, text, places(text).injectNull(0.3), text)
                        .as(RunEvent.DiagnosticFound::new),
                Combinators.combine(times, text, numbers, artifacts(text)).as(RunEvent.ArtifactProduced::new),
                Combinators.combine(times, text, text, text, text, text).as(RunEvent.ResourceLeft::new),
                Combinators.combine(times, text, outcomes, text).as(RunEvent.BuildEnded::new),
                Combinators.combine(times, outcomes, numbers, text).as(RunEvent.RunEnded::new));
    }

    private static Arbitrary<RunEvent.Place> places(Arbitrary<String> text) {
        Arbitrary<Integer> numbers = Arbitraries.integers();
        return Combinators.combine(text, numbers, numbers, numbers, numbers, text)
                .as(RunEvent.Place::new);
    }

    private static Arbitrary<RunEvent.ArtifactReport> artifacts(Arbitrary<String> text) {
        Arbitrary<RunEvent.FileReport> files =
                Combinators.combine(text, Arbitraries.longs(), text).as(RunEvent.FileReport::new);
        Arbitrary<Object> values = Arbitraries.lazyOf(
                () -> text.asGeneric(),
                () -> text.asGeneric().list().ofMaxSize(3).asGeneric(),
                () -> Arbitraries.maps(text, text.asGeneric()).ofMaxSize(3).asGeneric());
        return Combinators.combine(
                        text,
                        text,
                        text,
                        Arbitraries.maps(text, text).ofMaxSize(3),
                        files.list().ofMaxSize(3),
                        Arbitraries.maps(text, values).ofMaxSize(3))
                .as(RunEvent.ArtifactReport::new);
    }
}
