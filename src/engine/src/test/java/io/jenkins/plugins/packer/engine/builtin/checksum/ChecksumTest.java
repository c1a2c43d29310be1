package io.jenkins.plugins.packer.engine.builtin.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
    @TempDir
    Path directory;

    private static Artifact files(String... names) {
        return new Artifact("x", "", "", Stream.of(names).map(Path::of).toList(), Map.of(), Map.of(), List.of());
    }

    private TestContext context() {
        return new TestContext(directory, List.of(new FileReaper()));
    }

    private static PostProcessor.Result process(TestContext context, Artifact input, Map<String, ?> options)
            throws ComponentException {
        return new ChecksumPostProcessor()
                .process(TestConfiguration.of(ChecksumConfiguration.class, options), input, context);
    }

    @ParameterizedTest
    @CsvSource({
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha224, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "sha512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void digestsAreThoseOfThePublishedTestVector(String type, String digest) throws Exception {
        assertThat(FileDigests.of(new ByteArrayInputStream("abc".getBytes()), List.of(type)))
                .containsEntry(type, digest);
    }

    @Test
    void theFilesAreTheSameAsPackers() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        for (Path place : List.of(theirs, directory)) {
            Files.writeString(place.resolve("a.txt"), "first");
            Files.writeString(Files.createDirectory(place.resolve("sub")).resolve("b.txt"), "second");
        }
        PackerProgram.build(theirs, """
                source "null" "web" { communicator = "none" }
                build {
                  sources = ["source.null.web"]
                  post-processors {
                    post-processor "artifice" { files = ["a.txt", "sub/b.txt"] }
                    post-processor "checksum" { checksum_types = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"] }
                  }
                  post-processors {
                    post-processor "artifice" { files = ["a.txt", "sub/b.txt"] }
                    post-processor "checksum" {
                      checksum_types = ["sha256", "md5"]
                      output = "sums/all"
                    }
                    post-processor "checksum" { output = "sums/all" }
                  }
                }
                """);
        List<String> types = List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");
        TestContext context = context().source("null", "web");
        Artifact input = files("a.txt", "sub/b.txt");
        process(context, input, Map.of("checksum_types", types));
        Artifact chained = process(
                        context, input, Map.of("checksum_types", List.of("sha256", "md5"), "output", "sums/all"))
                .artifact();
        process(context, chained, Map.of("output", "sums/all"));
        for (String type : types) {
            String name = "packer_web_null_" + type + ".checksum";
            assertThat(directory.resolve(name)).hasSameTextualContentAs(theirs.resolve(name));
        }
        // The last run digests the file that it writes to: all but that line is the same whatever the time of reading.
        assertThat(Files.readAllLines(directory.resolve("sums/all")).subList(0, 6))
                .isEqualTo(Files.readAllLines(theirs.resolve("sums/all")).subList(0, 6));
    }

    @Test
    void newFilesJoinTheArtifactAndTheInputIsKept() throws Exception {
        Files.writeString(directory.resolve("a"), "x");
        PostProcessor.Result result = process(context(), files("a"), Map.of());
        assertThat(result.keepInput()).isTrue();
        assertThat(result.forceKeepInput()).isTrue();
        Artifact artifact = result.artifact();
        assertThat(artifact.builderId()).isEqualTo("packer.post-processor.checksum");
        assertThat(artifact.id()).isEmpty();
        assertThat(artifact.description()).isEqualTo("Created artifact from files: a, packer_web_docker_md5.checksum");
        assertThat(artifact.files()).containsExactly(Path.of("a"), Path.of("packer_web_docker_md5.checksum"));
        assertThat(artifact.resources()).contains(Resource.file(directory.resolve("packer_web_docker_md5.checksum")));
    }

    @Test
    void aFileThatExistsIsAddedToAndIsNotRemovedWithAFailedBuild() throws Exception {
        Files.writeString(directory.resolve("a"), "x");
        Files.writeString(directory.resolve("sums"), "mine\n");
        TestContext context = context();
        Artifact artifact =
                process(context, files("a"), Map.of("output", "sums")).artifact();
        assertThat(artifact.files()).containsExactly(Path.of("a"));
        context.resources().end(false);
        assertThat(directory.resolve("sums")).content().isEqualTo("mine\n9dd4e461268c8034f5c8564e155c67a6\ta\n");
    }

    @Test
    void aFileOfAFailedBuildIsRemoved() throws Exception {
        Files.writeString(directory.resolve("a"), "x");
        TestContext context = context();
        process(context, files("a"), Map.of());
        context.resources().end(false);
        assertThat(directory.toFile().list()).containsExactly("a");
    }

    @Test
    void anArtifactWithoutFilesGetsNoChecksums() throws Exception {
        assertThat(process(context(), files(), Map.of()).artifact().files()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aMissingFileFailsByName() {
        assertThatThrownBy(() -> process(context(), files("gone"), Map.of()))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("gone");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anUnknownTypeIsReported() {
        Map<String, Object> options = Map.of("checksum_types", List.of("md5", "crc32"));
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of());
        new ChecksumPostProcessor().check(TestConfiguration.of(ChecksumConfiguration.class, options), check);
        assertThat(check.errors())
                .singleElement()
                .asString()
                .startsWith("checksum_types: Unrecognized checksum type: Unrecognized checksum type: crc32");
    }
}
