package io.jenkins.plugins.packer.engine.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBuilderTest {
    @TempDir
    Path directory;

    private TestContext context;

    @BeforeEach
    void setUp() {
        context = new TestContext(directory, List.of(new FileReaper()));
    }

    private Artifact build(Map<String, String> options) throws ComponentException {
        return new FileBuilder().build(TestConfiguration.of(FileBuilderConfiguration.class, options), context);
    }

    @Test
    void contentBecomesAFileThatOnlyTheOwnerReads() throws Exception {
        Artifact artifact = build(Map.of("target", "out/deep/a.txt", "content", "hallo ü"));
        assertThat(directory.resolve("out/deep/a.txt")).hasContent("hallo ü");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("out/deep/a.txt"))))
                .isEqualTo("rw-------");
        assertThat(artifact.builderId()).isEqualTo("packer.file");
        assertThat(artifact.id()).isEqualTo("File");
        assertThat(artifact.description()).isEqualTo("Stored file: out/deep/a.txt");
        assertThat(artifact.files()).containsExactly(Path.of("out/deep/a.txt"));
        assertThat(artifact.resources()).containsExactly(Resource.file(directory.resolve("out/deep/a.txt")));
        assertThat(context.steps()).containsExactly("Write file", "provision none {}");
    }

    @Test
    void aSourceIsCopiedAndItsSizeTold() throws Exception {
        Files.writeString(directory.resolve("in.bin"), "12345");
        build(Map.of("target", "out.bin", "source", "in.bin"));
        assertThat(directory.resolve("out.bin")).hasContent("12345");
        assertThat(context.ui().lines()).containsExactly("==> Copying in.bin to out.bin", "==> Copied 5 bytes");
        assertThat(context.ui().progressed()).isEqualTo(5);
    }

    @Test
    void theFileIsRegisteredBeforeItIsWrittenAndGoesWithAFailedBuild() throws Exception {
        build(Map.of("target", "a.txt", "content", "x"));
        assertThat(context.resources().history()).containsExactly("produce file " + directory.resolve("a.txt"));
        context.resources().end(false);
        assertThat(directory.resolve("a.txt")).doesNotExist();
    }

    @Test
    void theFileStaysWhenTheBuildSucceeds() throws Exception {
        build(Map.of("target", "a.txt", "content", "x"));
        context.resources().end(true);
        assertThat(directory.resolve("a.txt")).exists();
    }

    @Test
    void aSourceThatIsItsOwnTargetIsNotDestroyed() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "precious");
        assertThatThrownBy(() -> build(Map.of("target", "./a.txt", "source", "a.txt")))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("same file");
        assertThat(directory.resolve("a.txt")).hasContent("precious");
    }

    @Test
    void aMissingSourceFailsWithItsPath() {
        assertThatThrownBy(() -> build(Map.of("target", "a.txt", "source", "nowhere")))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("nowhere");
    }

    private RecordingCheck check(Map<String, String> options, Set<String> unknown) {
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), unknown);
        new FileBuilder().check(TestConfiguration.of(FileBuilderConfiguration.class, options), check);
        return check;
    }

    @Test
    void theChecksAreThoseOfPacker() {
        assertThat(check(Map.of("target", "", "content", "x"), Set.of()).errors())
                .singleElement()
                .asString()
                .startsWith("target: target required");
        assertThat(check(Map.of("target", "a", "content", "x", "source", "y"), Set.of())
                        .errors())
                .singleElement()
                .asString()
                .startsWith("content: Cannot specify source file AND content");
        RecordingCheck blank = check(Map.of("target", "a"), Set.of());
        assertThat(blank.errors()).isEmpty();
        assertThat(blank.warnings())
                .singleElement()
                .asString()
                .contains("Both source file and contents are blank; target will have no content");
        assertThat(check(Map.of("target", "a"), Set.of("content")).warnings()).isEmpty();
    }

    @Test
    void theReaperRemovesTreesButNotWhatLinksPointAt() throws Exception {
        Path outside = Files.writeString(
                Files.createDirectory(directory.resolve("outside")).resolve("keep"), "x");
        Path tree = Files.createDirectories(directory.resolve("tree/sub"));
        Files.writeString(tree.resolve("f"), "x");
        Files.createSymbolicLink(tree.resolve("link"), outside.getParent());
        Resource resource = Resource.file(directory.resolve("tree"));
        new FileReaper().reap(resource, null, Map.of(), new Cancellation());
        assertThat(directory.resolve("tree")).doesNotExist();
        assertThat(outside).exists();
        new FileReaper().reap(resource, null, Map.of(), new Cancellation());
        assertThat(new FileReaper().kind()).isEqualTo("file");
    }
}
