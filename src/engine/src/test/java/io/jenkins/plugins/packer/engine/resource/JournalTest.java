package io.jenkins.plugins.packer.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.run.Waiting;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Resource ONE = new Resource("thing", "one \"ü\n\"", Map.of("region", "moon, \"far\""));
    private static final Resource TWO = new Resource("thing", "two", Map.of());
    private static final Resource THREE = new Resource("thing", "three", Map.of());

    @TempDir
    Path directory;

    private final Set<String> cloud = new TreeSet<>();
    private final List<String> asked = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private final Redactor secrets = new Redactor();
    private final Cancellation stop = new Cancellation();
    private @Nullable String stuck;
    private @Nullable Duration settling;

    @Test
    void theFileComesWithTheFirstResourceIsPrivateAndGoesWithTheLast() throws Exception {
        Path file = directory.resolve("deep/er/run.jsonl");
        ResourceJournal journal = journal(file);
        assertThat(file.getParent()).doesNotExist();

        long one = journal.intent("b", ONE, false);
        long two = journal.intent("b", TWO, true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(journal.isAnythingLeft()).isTrue();
        journal.created(one, "id-1");
        journal.removed(one);
        journal.kept(List.of(two));
        assertThat(journal.isAnythingLeft()).isFalse();
        journal.close();

        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Path file = directory.resolve("run.jsonl");
        write(file);

        JournalContent content = JournalContent.read(file);

        assertThat(content.header()).hasValueSatisfying(header -> {
            assertThat(header.runId()).isEqualTo("run-1");
            assertThat(header.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(header.isOwnerAlive()).isTrue();
        });
        assertThat(content.entries())
                .containsExactly(
                        new JournalEntry(1, "b", ONE, false, "id-1", JournalEntry.State.OPEN),
                        new JournalEntry(2, "b", TWO, true, null, JournalEntry.State.KEPT),
                        new JournalEntry(3, "c", THREE, false, "id-3", JournalEntry.State.OPEN));
    }

    @Test
    void anExistingFileIsNotWrittenOver() throws Exception {
        Path file = directory.resolve("run.jsonl");
        Files.writeString(file, "mine");

        assertThatThrownBy(() -> journal(file).intent("b", ONE, false))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("nothing is created");
        assertThat(file).hasContent("mine");
    }

    @Test
    void whereverTheProcessDiesACleanupLeavesNothing() throws Exception {
        Path whole = directory.resolve("whole.jsonl");
        write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length <= bytes.length; length++) {
            Path file = directory.resolve("cut-" + length);
            Files.write(file, Arrays.copyOf(bytes, length));
            // Long ago: nothing is to be waited for.
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            String rest = new String(Arrays.copyOf(bytes, length), StandardCharsets.ISO_8859_1);
            cloud.clear();
            // A resource exists from its intent, whose line ends before it is asked for.
            long intents = rest.lines()
                    .filter(line -> line.contains("\"intent\"") && line.endsWith("e}"))
                    .count();
            List<String> names = List.of(ONE.name(), TWO.name(), THREE.name());
            cloud.addAll(names.subList(0, (int) intents));
            boolean kept = rest.contains("\"record\":\"kept\",\"seq\":2}");

            JournalCleanup.Result result = cleanup().clean(file, true);

            assertThat(cloud).as("cut at %d", length).isEqualTo(kept ? Set.of(TWO.name()) : Set.of());
            assertThat(result.left()).isZero();
            assertThat(file).doesNotExist();
            assertThat(cleanup().clean(file, false)).isEqualTo(new JournalCleanup.Result(0, 0));
        }
    }

    @Test
    void aCleanupThatDidNotEndGoesOnTheNextTimeEvenAfterACutLine() throws Exception {
        Path file = directory.resolve("run.jsonl");
        write(file);
        cloud.addAll(List.of(ONE.name(), TWO.name(), THREE.name()));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        stuck = ONE.name();
        secrets.add("hunter22");

        assertThat(cleanup().clean(file, true)).isEqualTo(new JournalCleanup.Result(1, 1));
        assertThat(Files.readString(file))
                .contains("{\"record\":\"removed\",\"seq\":3}")
                .contains("{\"record\":\"failed\",\"seq\":1,\"message\":\"no way, <sensitive>\"}");
        assertThat(events).filteredOn(RunEvent.ResourceLeft.class::isInstance).hasSize(1);

        stuck = null;
        asked.clear();
        assertThat(cleanup().clean(file, true)).isEqualTo(new JournalCleanup.Result(1, 0));
        assertThat(asked).containsExactly(ONE.name() + "=id-1");
        assertThat(cloud).containsExactly(TWO.name());
        assertThat(file).doesNotExist();
    }

    @Test
    void resourcesAreRemovedInReverseOrderWithTheirIds() throws Exception {
        Path file = directory.resolve("run.jsonl");
        write(file);

        cleanup().clean(file, true);

        assertThat(asked).containsExactly(THREE.name() + "=id-3", ONE.name() + "=id-1");
    }

    @Test
    void aRunThatIsGoingOnIsNotCleanedUpUnlessForced() throws Exception {
        Path file = directory.resolve("run.jsonl");
        write(file);

        assertThatThrownBy(() -> cleanup().clean(file, false))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("still going on");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPidThatAnotherProcessGotIsNotTakenForTheRun() {
        JournalHeader own =
                JournalHeader.ofThisProcess("r", "v", Clock.systemUTC().instant());

        assertThat(own.isOwnerAlive()).isTrue();
        assertThat(new JournalHeader("r", "v", own.started(), own.pid(), own.processStarted() - 60_000).isOwnerAlive())
                .isFalse();
        assertThat(new JournalHeader("r", "v", own.started(), Long.MAX_VALUE, -1).isOwnerAlive())
                .isFalse();
    }

    @Test
    void twoCleanupsDoNotMix() throws Exception {
        Path file = directory.resolve("run.jsonl");
        write(file);
        List<Throwable> refusals = new ArrayList<>();
        JournalCleanup inner = cleanup();
        Removal removal = removal((resource, id) -> {
            try {
                inner.clean(file, true);
            } catch (ComponentException e) {
                refusals.add(e);
            }
        });

        new JournalCleanup(removal, stream(), secrets).clean(file, true);

        assertThat(refusals).hasSize(2).allMatch(e -> e.getMessage().contains("Another cleanup"));
    }

    @Test
    void aStopLeavesTheRestForTheNextTime() throws Exception {
        Path file = directory.resolve("run.jsonl");
        write(file);
        Removal removal = removal((resource, id) -> stop.cancel("interrupt"));

        JournalCleanup.Result result = new JournalCleanup(removal, stream(), secrets).clean(file, true);

        assertThat(result).isEqualTo(new JournalCleanup.Result(1, 1));
        assertThat(JournalContent.read(file).open())
                .extracting(JournalEntry::seq)
                .containsExactly(1L);
    }

    @Test
    void whatWasAskedForAMomentAgoIsGivenTimeToComeToBe() throws Exception {
        Path file = directory.resolve("run.jsonl");
        try (ResourceJournal journal = journal(file)) {
            journal.intent("b", ONE, false);
        }
        FileTime written = Files.getLastModifiedTime(file);
        List<Instant> looked = new ArrayList<>();

        new JournalCleanup(removal((resource, id) -> looked.add(Instant.now())), stream(), secrets).clean(file, true);

        assertThat(looked)
                .singleElement(InstanceOfAssertFactories.INSTANT)
                .isAfterOrEqualTo(written.toInstant().plusSeconds(1));
    }

    @Test
    void aProcessThatHasEndedAndIsNotWaitedForDoesNotRun() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "Skipped: there is no /proc here");
        Process parent = new ProcessBuilder("/bin/sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
        try {
            long ended = Long.parseLong(parent.inputReader().readLine());
            JournalHeader header = new JournalHeader("run-1", "test", Instant.now(), ended, -1);
            while (header.isOwnerAlive()) {
                Thread.onSpinWait();
            }
            assertThat(Path.of("/proc", Long.toString(ended))).exists();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void howLongThatIsTheReaperOfItsKindKnows() throws Exception {
        Path file = directory.resolve("run.jsonl");
        try (ResourceJournal journal = journal(file)) {
            journal.intent("b", ONE, false);
        }
        Clock asItIsWritten = Clock.fixed(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        settling = Duration.ofHours(1);
        // The second signal ends the pause.
        stop.cancel("interrupt");

        EventStream stream = new EventStream(secrets, asItIsWritten, List.of(events::add));
        new JournalCleanup(removal((resource, id) -> {}), stream, secrets).clean(file, true);

        assertThat(events).anySatisfy(event -> assertThat(event.toString()).contains("Waiting 1 hour for what"));
    }

    @Test
    void whatIsKnownByItsIdIsNotWaitedFor() throws Exception {
        Path file = directory.resolve("run.jsonl");
        try (ResourceJournal journal = journal(file)) {
            journal.created(journal.intent("b", TWO, false), "id-2");
        }
        settling = Duration.ofHours(1);

        cleanup().clean(file, true);

        assertThat(asked).containsExactly(TWO.name() + "=id-2");
    }

    @Test
    void aFileThatIsNoJournalIsRefusedAndLeftAlone() throws Exception {
        Path file = directory.resolve("notes.txt");
        Files.writeString(file, "dear diary\n");

        assertThatThrownBy(() -> cleanup().clean(file, true)).hasMessageContaining("Not a resource journal");
        assertThat(file).hasContent("dear diary\n");
    }

    @Test
    void recordsOfParallelBuildsStayWhole() throws Exception {
        Path file = directory.resolve("run.jsonl");
        ResourceJournal journal = journal(file);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            String build = "b" + number;
            Thread thread = new Thread(() -> {
                for (int time = 0; time < 20; time++) {
                    try {
                        long seq = journal.intent(build, new Resource("thing", build + "-" + time, Map.of()), false);
                        Thread.currentThread().interrupt();
                        journal.created(seq, build + "/" + time);
                        if (time % 2 == 0) {
                            journal.removed(seq);
                        }
                    } catch (ComponentException e) {
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
        journal.close();

        JournalContent content = JournalContent.read(file);
        assertThat(content.entries()).hasSize(160);
        assertThat(content.entries()).extracting(JournalEntry::seq).doesNotHaveDuplicates();
        assertThat(content.open())
                .hasSize(80)
                .allMatch(
                        entry -> (entry.build() + "/" + entry.resource().name().substring(3)).equals(entry.id()));
    }

    private void write(Path file) throws ComponentException, IOException {
        try (ResourceJournal journal = journal(file)) {
            long one = journal.intent("b", ONE, false);
            journal.created(one, "id-1");
            long two = journal.intent("b", TWO, true);
            journal.kept(List.of(two));
            long three = journal.intent("c", THREE, false);
            journal.created(three, "id-3");
            journal.failed(three, "not yet");
        }
    }

    private ResourceJournal journal(Path file) {
        return new ResourceJournal(file, "run-1", "test", Clock.systemUTC(), secrets);
    }

    private EventStream stream() {
        return new EventStream(secrets, Clock.systemUTC(), List.of(events::add));
    }

    private JournalCleanup cleanup() {
        return new JournalCleanup(
                removal((resource, id) -> {
                    if (resource.name().equals(stuck)) {
                        throw new ComponentException("no way, hunter22");
                    }
                    asked.add(resource.name() + "=" + id);
                    cloud.remove(resource.name());
                }),
                stream(),
                secrets);
    }

    private Removal removal(Reaping reaping) {
        ResourceReaper reaper = new ResourceReaper() {
            @Override
            public String kind() {
                return "thing";
            }

            @Override
            public Duration settling(Map<String, String> environment) {
                return settling == null ? ResourceReaper.super.settling(environment) : settling;
            }

            @Override
            public void reap(
                    Resource resource, @Nullable String id, Map<String, String> environment, Cancellation token)
                    throws ComponentException {
                reaping.reap(resource, id);
            }
        };
        return new Removal(kind -> reaper, Map.of(), Waiting.between(Duration.ofMillis(1), Duration.ofMillis(1)), stop);
    }

    private interface Reaping {
        void reap(Resource resource, @Nullable String id) throws ComponentException;
    }
}
