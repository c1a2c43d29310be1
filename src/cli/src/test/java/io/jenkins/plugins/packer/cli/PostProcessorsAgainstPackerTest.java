package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a build leaves, and of which it speaks, in Packer 1.6.6 and here. */
class PostProcessorsAgainstPackerTest {
    private static final Map<String, String> STEPS = Map.of(
            "artifice", "post-processor \"artifice\" { files = [\"x.txt\"] }",
            "artifice-keep", "post-processor \"artifice\" {\nfiles = [\"x.txt\"]\nkeep_input_artifact = true\n}",
            "artifice-sum", "post-processor \"artifice\" { files = [\"x.md5\"] }",
            "checksum", "post-processor \"checksum\" { output = \"x.md5\" }",
            "checksums", "post-processor \"checksum\" { checksum_types = [\"sha1\", \"md5\"] }",
            "compress", "post-processor \"compress\" { output = \"z.tar.gz\" }",
            "compress-keep", "post-processor \"compress\" {\noutput = \"z.tar.gz\"\nkeep_input_artifact = true\n}",
            "compress-again", "post-processor \"compress\" { output = \"zz.tar.gz\" }");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "compress",
        "compress-keep",
        "checksums",
        "artifice checksum",
        "artifice compress",
        "artifice-keep compress",
        "artifice-keep compress-keep",
        "artifice compress compress-again",
        "artifice compress-keep compress-again",
        "checksum compress",
        "checksums compress",
        "checksum artifice-sum compress",
        "artifice checksums artifice compress",
    })
    void theSameFilesStayAndTheSameArtifactsAreTold(String sequence) throws IOException {
        StringBuilder template =
                new StringBuilder("source \"file\" \"x\" {\n  content = \"hello\"\n  target = \"x.txt\"\n}\nbuild {\n"
                        + "  sources = [\"file.x\"]\n  post-processors {\n");
        Stream.of(sequence.split(" "))
                .forEach(step -> template.append(STEPS.get(step)).append('\n'));
        template.append("  }\n}\n");
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        Path ours = Files.createDirectory(directory.resolve("ours"));
        List<String> told = told(PackerProgram.build(theirs, template.toString()));
        Files.writeString(ours.resolve("t.pkr.hcl"), template.toString());

        ProgramRun run = ProgramRun.of(ours, "", "build", "-color=false", "t.pkr.hcl");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(files(ours)).isEqualTo(files(theirs));
        assertThat(told(run.output())).isEqualTo(told);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> told(String output) {
        return output.lines().filter(line -> line.startsWith("--> ")).toList();
    }
}
