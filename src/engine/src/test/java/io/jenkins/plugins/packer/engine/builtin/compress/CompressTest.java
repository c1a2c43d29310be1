package io.jenkins.plugins.packer.engine.builtin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

class CompressTest {
    @TempDir
    Path directory;

    private TestContext context;

    @BeforeEach
    void setUp() {
        context = new TestContext(directory, List.of(new FileReaper()));
    }

    private static Artifact files(String... names) {
        return new Artifact("x", "", "", Stream.of(names).map(Path::of).toList(), Map.of(), Map.of(), List.of());
    }

    private PostProcessor.Result process(Artifact input, Map<String, ?> options) throws ComponentException {
        return new CompressPostProcessor()
                .process(TestConfiguration.of(CompressConfiguration.class, options), input, context);
    }

    /** Data that compresses in part, the same each time. */
    private static byte[] data(int size) {
        byte[] data = new byte[size];
        Random random = new Random(42);
        for (int i = 0; i < size; i++) {
            data[i] = i / 1000 % 2 == 0 ? (byte) random.nextInt() : (byte) (i % 7);
        }
        return data;
    }

    private static InputStream decompress(String extension, Path file) throws IOException {
        InputStream input = new BufferedInputStream(Files.newInputStream(file));
        return switch (extension) {
            case "gz", "bgzf" -> new GZIPInputStream(input);
            case "lz4" -> new LZ4FrameInputStream(input);
            case "xz" -> new XZInputStream(input);
            case "bzip2" -> new BZip2CompressorInputStream(input);
            default -> input;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bgzf", "lz4", "xz", "bzip2"})
    void aSingleFileComesBackAsItWasAtEverySizeAndLevel(String extension) throws Exception {
        // The sizes around the blocks of bgzf and gzip, the levels at both ends.
        for (int size : new int[] {0, 1, 0xff00, 0xff01, 1 << 20, (1 << 20) + 1, 5_000_000}) {
            if (size > 1 << 20 && (extension.equals("xz") || extension.equals("bzip2"))) {
                continue; // slow, and libraries that divide the data themselves
            }
            byte[] data = data(size);
            Files.write(directory.resolve("in"), data);
            for (int level : size > 0xff01 ? new int[] {1} : new int[] {-1, 1, 9, 12}) {
                Map<String, Object> options = Map.of("output", "out." + extension, "compression_level", level);
                process(files("in"), options);
                try (InputStream back = decompress(extension, directory.resolve("out." + extension))) {
                    assertThat(back.readAllBytes())
                            .as(size + " bytes, level " + level)
                            .isEqualTo(data);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bgzf", "lz4", "xz", "bzip2"})
    void theProgramsOfTheSystemReadIt(String extension) throws Exception {
        Path program = Path.of(
                switch (extension) {
                    case "gz", "bgzf" -> "/bin/gzip";
                    case "lz4" -> "/usr/bin/lz4";
                    case "xz" -> "/usr/bin/xz";
                    default -> "/bin/bzip2";
                });
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(program), program + " is missing");
        byte[] data = data(1_000_000);
        Files.write(directory.resolve("in"), data);
        process(files("in"), Map.of("output", "out." + extension));
        Process process = new ProcessBuilder(program.toString(), "-dc")
                .redirectInput(directory.resolve("out." + extension).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().readAllBytes()).isEqualTo(data);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void higherLevelsMakeSmallerFiles() throws Exception {
        Files.writeString(
                directory.resolve("in"),
                "the quick brown fox jumps over the lazy dog 0123456789\n"
                        .repeat(3000)
                        .replace("7", "77"));
        byte[] mixed = data(2_000_000);
        Files.write(directory.resolve("in"), mixed);
        for (String extension : List.of("gz", "bgzf", "lz4")) {
            process(files("in"), Map.of("output", "fast." + extension, "compression_level", 1));
            process(files("in"), Map.of("output", "best." + extension, "compression_level", 9));
            assertThat(Files.size(directory.resolve("best." + extension)))
                    .as(extension)
                    .isLessThan(Files.size(directory.resolve("fast." + extension)));
        }
    }

    @Test
    void blockedGzipIsSeekableAndEndsWithTheEmptyMember() throws Exception {
        byte[] data = data(200_000);
        Files.write(directory.resolve("in"), data);
        process(files("in"), Map.of("output", "out.bgzf"));
        byte[] file = Files.readAllBytes(directory.resolve("out.bgzf"));
        int at = 0;
        int members = 0;
        int last = 0;
        while (at < file.length) {
            assertThat(file[at + 12]).isEqualTo((byte) 'B');
            assertThat(file[at + 13]).isEqualTo((byte) 'C');
            int size = (file[at + 16] & 0xff | (file[at + 17] & 0xff) << 8) + 1;
            try (InputStream member = new GZIPInputStream(new ByteArrayInputStream(file, at, size))) {
                last = member.readAllBytes().length;
            }
            at += size;
            members++;
        }
        assertThat(at).isEqualTo(file.length);
        assertThat(members).isEqualTo(5);
        assertThat(last).isZero();
        // The end marker that the specification prints, with the operating system unknown.
        assertThat(file).endsWith(new byte[] {0x1b, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }

    private static Map<String, String> entries(InputStream tar) throws IOException {
        Map<String, String> entries = new HashMap<>();
        try (TarArchiveInputStream archive = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                entries.put(
                        entry.getName() + " " + Integer.toOctalString(entry.getMode() & 0777) + " "
                                + entry.getLastModifiedDate().getTime(),
                        new String(archive.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void archivesHoldTheSameEntriesAsPackers() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        String longName = "n".repeat(120);
        for (Path place : List.of(theirs, directory)) {
            Files.writeString(place.resolve("a.txt"), "first");
            Files.writeString(Files.createDirectory(place.resolve("sub")).resolve("b ü.txt"), "second");
            Files.writeString(place.resolve(longName), "third");
        }
        List<String> outputs =
                List.of("o.tar", "o.tar.gz", "o.tar.lz4", "o.tar.bgzf", "plain", "o.zip", "v1.2", "o.tbz");
        StringBuilder template = new StringBuilder("source \"null\" \"n\" { communicator = \"none\" }\nbuild {\n");
        template.append("sources = [\"source.null.n\"]\n");
        for (String output : outputs) {
            template.append(
                            "post-processors {\npost-processor \"artifice\" { files = [\"a.txt\", \"sub/*\", \"n*\"] }\n")
                    .append("post-processor \"compress\" {\noutput = \"")
                    .append(output)
                    .append("\"\nkeep_input_artifact = true\n}\n}\n");
        }
        String said = PackerProgram.build(theirs, template.append("}\n").toString());
        for (String output : outputs) {
            process(files("a.txt", "sub/b ü.txt", longName), Map.of("output", output));
            Path ours = directory.resolve(output);
            if (output.endsWith("zip")) {
                assertThat(zip(ours)).isEqualTo(zip(theirs.resolve(output))).containsKey("sub/b ü.txt");
                continue;
            }
            String compression = switch (output) {
                case "o.tar" -> "";
                case "o.tar.lz4" -> "lz4";
                default -> "gz";
            };
            assertThat(entries(decompress(compression, ours)))
                    .as(output)
                    .isEqualTo(entries(decompress(compression, theirs.resolve(output))))
                    .hasSize(3);
        }
        for (String line : context.ui().lines()) {
            if (line.contains("Tarring") || line.contains("Zipping") || line.contains("completed")) {
                assertThat(said).contains(line.substring(4));
            }
        }
    }

    private static Map<String, String> zip(Path file) throws IOException {
        Map<String, String> entries = new HashMap<>();
        try (ZipInputStream archive = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                entries.put(entry.getName(), new String(archive.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(strings = {"o.tar.gz", "o.zip", "o.tar.lz4", "o.tar.xz", "o.tar.bzip2"})
    void theSameInputGivesTheSameBytesAtAnotherTime(String output) throws Exception {
        Files.write(directory.resolve("in"), data(100_000));
        process(files("in"), Map.of("output", output));
        byte[] first = Files.readAllBytes(directory.resolve(output));
        Files.setLastModifiedTime(directory.resolve("in"), java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        process(files("in"), Map.of("output", output));
        assertThat(directory.resolve(output)).hasBinaryContent(first);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "out, -, -, -, tar, pgzip",
                "packer_{{.BuildName}}_{{.BuilderType}}, -, -, -, tar, pgzip",
                "out.tar, -, -, -, tar, ''",
                "out.zip, -, -, -, zip, ''",
                "out.gz, -, -, -, '', pgzip",
                "out.tar.gz, -, -, -, tar, pgzip",
                "out.lz4, -, -, -, '', lz4",
                "out.tar.lz4, -, -, -, tar, lz4",
                "out.bgzf, -, -, -, '', bgzf",
                "out.xz, -, -, -, '', xz",
                "out.tar.bzip2, -, -, -, tar, bzip2",
                "out.bz2, -, -, -, tar, pgzip",
                "v1.2.3/out, -, -, -, tar, pgzip",
                "out, zip, -, -, zip, ''",
                "out, tar.gz, -, -, tar, pgzip",
                "out.tar, xz, -, -, tar, xz",
                "out.tar, -, -, xz, tar, xz",
                "out.gz, -, tar, -, tar, pgzip",
                "out.foo, -, zip, xz, tar, pgzip"
            })
    void nameAndOptionsDecideOnTheFormatAsInPacker(
            String output, String format, String archive, String algorithm, String wantedArchive, String wanted) {
        assertThat(CompressFormat.of(new CompressConfiguration(output, format, 0, archive, algorithm)))
                .isEqualTo(new CompressFormat(wantedArchive, wanted));
    }

    @Test
    void theResultReplacesTheInputAndGoesWithAFailedBuild() throws Exception {
        Files.writeString(directory.resolve("in"), "x");
        PostProcessor.Result result = process(files("in"), Map.of("output", "out/{{.BuildName}}-{{.BuilderType}}.gz"));
        Artifact artifact = result.artifact();
        assertThat(result.keepInput()).isFalse();
        assertThat(result.forceKeepInput()).isFalse();
        assertThat(artifact.builderId()).isEqualTo("packer.post-processor.compress");
        assertThat(artifact.id()).isEmpty();
        assertThat(artifact.files()).containsExactly(Path.of("out/web-docker.gz"));
        assertThat(artifact.description()).isEqualTo("compressed artifacts in: out/web-docker.gz");
        assertThat(artifact.resources()).containsExactly(Resource.file(directory.resolve("out/web-docker.gz")));
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Using pgzip compression with " + processors + " cores for out/web-docker.gz",
                        "==> Archiving in with pgzip",
                        "==> Archive out/web-docker.gz completed");
        assertThat(context.ui().progressed()).isEqualTo(1);
        context.resources().end(false);
        assertThat(directory.resolve("out")).isEmptyDirectory();
    }

    @Test
    void aCompressionOfSeveralFilesNeedsAnArchive() {
        assertThatThrownBy(() -> process(files("a", "b"), Map.of("output", "o.gz")))
                .hasMessage("Can only have 1 input file when not using tar/zip. Found 2 files: [a, b]");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatCannotBePackedIsNamed() throws Exception {
        Files.createDirectory(directory.resolve("dir"));
        for (String name : List.of("gone", "dir")) {
            for (String output : List.of("o.gz", "o.tar", "o.zip")) {
                assertThatThrownBy(() -> process(files(name), Map.of("output", output)))
                        .isInstanceOf(ComponentException.class)
                        .hasMessageContaining(directory.resolve(name).toString());
            }
        }
        Files.writeString(directory.resolve("own.tar"), "x");
        assertThatThrownBy(() -> process(files("own.tar"), Map.of("output", "own.tar")))
                .hasMessageContaining("one of the files to compress");
        assertThat(directory.resolve("own.tar")).hasContent("x");
    }

    @Test
    void cancellingEndsIt() throws Exception {
        Files.write(directory.resolve("in"), data(100));
        context.cancellation().cancel("interrupted");
        assertThatThrownBy(() -> process(files("in"), Map.of("output", "o.gz"))).isInstanceOf(CancelledException.class);
        context.resources().end(false);
        assertThat(directory.resolve("o.gz")).doesNotExist();
    }

    private RecordingCheck check(Map<String, ?> options) {
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of());
        new CompressPostProcessor().check(TestConfiguration.of(CompressConfiguration.class, options), check);
        return check;
    }

    @Test
    void mistakesAreReportedAtTheirOptions() {
        assertThat(check(Map.of("compression_level", -2)).errors())
                .containsExactly("compression_level: Invalid compression level: Invalid compression level. Expected an"
                        + " integer from -1 to 9.");
        assertThat(check(Map.of("compression_level", 99)).errors()).isEmpty();
        assertThat(check(Map.of("archive", "rar")).errors())
                .singleElement()
                .asString()
                .startsWith("archive: ");
        assertThat(check(Map.of("algorithm", "gzip")).errors())
                .singleElement()
                .asString()
                .startsWith("algorithm: ");
        assertThat(check(Map.of("output", "o.bz2")).warnings())
                .singleElement()
                .asString()
                .startsWith("output: ");
        assertThat(check(Map.of("format", "tgz")).warnings())
                .singleElement()
                .asString()
                .startsWith("format: ");
        assertThat(check(Map.of("output", "o.tar.gz")).warnings()).isEmpty();
    }
}
