package io.jenkins.plugins.packer.engine.builtin.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import io.jenkins.plugins.packer.report.PackerManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ManifestTest {
    private static final Artifact NOTHING =
            new Artifact("fnoeding.null", "Null", "", List.of(), Map.of(), Map.of(), List.of());

    @TempDir
    Path directory;

    private TestContext context() {
        return new TestContext(directory, List.of(new ManifestEntryReaper()));
    }

    private static PostProcessor.Result write(TestContext context, Artifact input, Map<String, ?> options)
            throws ComponentException {
        return new ManifestPostProcessor()
                .process(TestConfiguration.of(ManifestConfiguration.class, options), input, context);
    }

    private PackerManifest read(String name) throws IOException {
        return PackerManifest.parse(Files.readAllBytes(directory.resolve(name)));
    }

    private static Artifact fileArtifact(String path) {
        return new Artifact("packer.file", "File", "", List.of(Path.of(path)), Map.of(), Map.of(), List.of());
    }

    @Test
    void theFileIsTheSameAsPackersToTheByte() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        Path ours = Files.createDirectory(directory.resolve("ours"));
        PackerProgram.build(theirs, """
                source "file" "one" {
                  content = "hello\\n"
                  target  = "out/one.txt"
                }
                build {
                  sources = ["source.file.one"]
                  provisioner "shell-local" { inline = ["echo hi"] }
                  post-processor "manifest" {
                    output = "m.json"
                    custom_data = {
                      b = "<&>\\u2028é\\t\\u0001\\"\\\\/"
                      a = "x"
                    }
                  }
                }
                """);
        PackerProgram.build(theirs, """
                source "null" "two" { communicator = "none" }
                build {
                  sources = ["source.null.two"]
                  post-processors {
                    post-processor "artifice" { files = ["out/one.txt"] }
                    post-processor "manifest" {
                      output = "m.json"
                      strip_path = true
                      strip_time = true
                    }
                  }
                  post-processor "manifest" {
                    output = "m.json"
                    strip_time = true
                  }
                }
                """);
        String packers = Files.readString(theirs.resolve("m.json"));
        PackerManifest parsed = PackerManifest.parse(packers.getBytes());
        String firstRun = parsed.builds().get(0).packerRunUuid();
        String secondRun = parsed.lastRunUuid();

        Files.createDirectory(ours.resolve("out"));
        Files.writeString(ours.resolve("out/one.txt"), "hello\n");
        List<io.jenkins.plugins.packer.engine.resource.ResourceReaper> reapers = List.of(new ManifestEntryReaper());
        long before = Instant.now().getEpochSecond();
        write(
                new TestContext(ours, reapers).source("file", "one").run(firstRun),
                fileArtifact("out/one.txt"),
                Map.of("output", "m.json", "custom_data", Map.of("a", "x", "b", "<&>\u2028é\t\u0001\"\\/")));
        TestContext second =
                new TestContext(ours, reapers).source("null", "two").run(secondRun);
        Artifact artifice = new Artifact("x", "", "", List.of(Path.of("out/one.txt")), Map.of(), Map.of(), List.of());
        write(second, artifice, Map.of("output", "m.json", "strip_path", true, "strip_time", true));
        write(second, NOTHING, Map.of("output", "m.json", "strip_time", true));
        long time = PackerManifest.parse(Files.readAllBytes(ours.resolve("m.json")))
                .builds()
                .get(0)
                .buildTime();
        assertThat(time).isBetween(before, Instant.now().getEpochSecond());
        assertThat(Files.readString(ours.resolve("m.json")).replace(Long.toString(time), "TIME"))
                .isEqualTo(packers.replace(Long.toString(parsed.builds().get(0).buildTime()), "TIME"));
        assertThat(parsed.toJson()).isEqualTo(packers.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void packerAddsToAFileOfOurs() throws Exception {
        write(context().source("null", "ours").run("run-1"), NOTHING, Map.of("custom_data", Map.of("k", "v")));
        byte[] before = Files.readAllBytes(directory.resolve("packer-manifest.json"));
        PackerProgram.build(directory, """
                source "null" "theirs" { communicator = "none" }
                build {
                  sources = ["source.null.theirs"]
                  post-processor "manifest" {}
                }
                """);
        PackerManifest manifest = read("packer-manifest.json");
        assertThat(manifest.builds()).extracting(PackerManifest.Build::name).containsExactly("ours", "theirs");
        assertThat(manifest.builds().get(0))
                .isEqualTo(PackerManifest.parse(before).builds().get(0));
    }

    @Test
    void theInputIsPassedOnAndKept() throws Exception {
        PostProcessor.Result result = write(context(), NOTHING, Map.of());
        assertThat(result.artifact()).isSameAs(NOTHING);
        assertThat(result.forceKeepInput()).isTrue();
        assertThat(directory.resolve("packer-manifest.json")).exists();
        assertThat(directory.resolve("packer-manifest.json.lock")).doesNotExist();
    }

    @Test
    void customDataIsRenderedWithTheBuildsValues() throws Exception {
        write(context().generated("ID", "i-9"), NOTHING, Map.of("custom_data", Map.of("id", "<{{ .ID }}>")));
        assertThat(read("packer-manifest.json").builds().get(0).customData()).containsEntry("id", "<i-9>");
    }

    @Test
    void laterRunsAddAndAForcedOneStartsAnewButOnceOnly() throws Exception {
        write(context().run("a"), NOTHING, Map.of());
        write(context().run("b"), NOTHING, Map.of());
        assertThat(read("packer-manifest.json").builds()).hasSize(2);
        write(context().run("c").force(), NOTHING, Map.of());
        write(context().run("c").force(), NOTHING, Map.of());
        PackerManifest manifest = read("packer-manifest.json");
        assertThat(manifest.builds())
                .extracting(PackerManifest.Build::packerRunUuid)
                .containsExactly("c", "c");
        assertThat(manifest.lastRunUuid()).isEqualTo("c");
    }

    @Test
    void aFailedBuildsEntryIsTakenOutAndTheOthersStay() throws Exception {
        TestContext failing = context().run("r").source("null", "bad");
        write(context().run("r").source("null", "good"), NOTHING, Map.of());
        write(failing, NOTHING, Map.of());
        write(failing, NOTHING, Map.of());
        failing.resources().end(false);
        assertThat(read("packer-manifest.json").builds())
                .extracting(PackerManifest.Build::name)
                .containsExactly("good");
    }

    @Test
    void aManifestThatHeldTheFailedBuildOnlyIsRemoved() throws Exception {
        TestContext failing = context();
        write(failing, NOTHING, Map.of("output", "deep/m.json"));
        assertThat(directory.resolve("deep/m.json")).exists();
        failing.resources().end(false);
        assertThat(directory.resolve("deep")).isEmptyDirectory();
        failing.resources().end(false);
    }

    @Test
    void buildsThatWriteAtTheSameTimeLoseNoEntry() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                String name = "n" + i;
                writes.add(threads.submit(
                        () -> write(context().source("null", name), NOTHING, Map.of("output", "m.json"))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(read("m.json").builds())
                .extracting(PackerManifest.Build::name)
                .doesNotHaveDuplicates()
                .hasSize(80);
        assertThat(directory.toFile().list()).containsExactly("m.json");
    }

    /** A process of its own for {@link #processesThatWriteAtTheSameTimeLoseNoEntry}. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                TestContext context = new TestContext(directory, List.of(new ManifestEntryReaper()));
                write(context.source("null", arguments[1] + i), NOTHING, Map.of("output", "m.json"));
            }
        }
    }

    @Test
    void processesThatWriteAtTheSameTimeLoseNoEntry() throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (String name : List.of("a", "b", "c")) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writer.class.getName(),
                                directory.toString(),
                                name,
                                "40")
                        .inheritIO()
                        .start());
            }
            for (Process process : processes) {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(read("m.json").builds())
                .extracting(PackerManifest.Build::name)
                .doesNotHaveDuplicates()
                .hasSize(120);
        assertThat(directory.toFile().list()).containsExactly("m.json");
    }

    @Test
    void aLockLeftByAProcessThatDiedDoesNotStopIt() throws Exception {
        Files.writeString(directory.resolve("m.json.lock"), "stale");
        write(context(), NOTHING, Map.of("output", "m.json"));
        assertThat(read("m.json").builds()).hasSize(1);
    }

    @Test
    void aFileThatIsNoManifestIsNotOverwritten() throws Exception {
        for (String content : List.of("hello", "[]", "{\"builds\": 3}", "{\"builds\": []} {}", "{\"builds\": [")) {
            Files.writeString(directory.resolve("m.json"), content);
            assertThatThrownBy(() -> write(context(), NOTHING, Map.of("output", "m.json")))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageStartingWith("Unable to parse content from " + directory.resolve("m.json"));
            assertThat(directory.resolve("m.json")).hasContent(content);
        }
    }

    @Test
    void aSymbolicLinkStaysOne() throws Exception {
        Files.writeString(directory.resolve("real.json"), "");
        Files.createSymbolicLink(directory.resolve("m.json"), Path.of("real.json"));
        write(context(), NOTHING, Map.of("output", "m.json"));
        assertThat(directory.resolve("m.json")).isSymbolicLink();
        assertThat(read("real.json").builds()).hasSize(1);
    }

    @Test
    void aFileThatIsGoneHasSizeZero() throws Exception {
        write(context(), fileArtifact("gone.txt"), Map.of());
        assertThat(read("packer-manifest.json").builds().get(0).files())
                .containsExactly(new PackerManifest.File("gone.txt", 0));
    }

    @Test
    void reapingWithoutAFileIsSuccess() throws Exception {
        PackerManifest.Build entry = new PackerManifest.Build("n", "null", 0, null, "", "r", null);
        new ManifestEntryReaper()
                .reap(
                        ManifestEntryReaper.resource(directory.resolve("none"), entry),
                        null,
                        Map.of(),
                        new Cancellation());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void reapingRemovesWhatAKilledWriterLeftBesideTheManifest() throws Exception {
        Files.createFile(directory.resolve("m.json.lock"));
        Files.writeString(directory.resolve("m.json.new"), "{\"bu");
        PackerManifest.Build entry = new PackerManifest.Build("n", "null", 0, null, "", "r", null);
        new ManifestEntryReaper()
                .reap(
                        ManifestEntryReaper.resource(directory.resolve("m.json"), entry),
                        null,
                        Map.of(),
                        new Cancellation());
        assertThat(directory).isEmptyDirectory();
    }
}
