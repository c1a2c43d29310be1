package io.jenkins.plugins.packer.engine.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.LocalShellCommunicator;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileProvisionerTest {
    @TempDir
    Path directory;

    private final LocalShellCommunicator machine = new LocalShellCommunicator();
    private TestContext context;
    private Path far;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of(new FileReaper())).with(machine);
        far = Files.createDirectory(directory.resolve("far"));
    }

    private void provision(Map<String, ?> options) throws ComponentException {
        new FileProvisioner().provision(TestConfiguration.of(FileProvisionerConfiguration.class, options), context);
    }

    @Test
    void aFileIsUploadedWithItsMode() throws Exception {
        Path file = Files.writeString(directory.resolve("run.sh"), "echo");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        provision(Map.of("source", "run.sh", "destination", far + "/there.sh"));
        assertThat(machine.uploads()).containsExactly("751 " + far + "/there.sh");
        assertThat(far.resolve("there.sh")).hasContent("echo");
        assertThat(context.ui().lines()).containsExactly("==> Uploading run.sh => " + far + "/there.sh");
        assertThat(context.ui().progressed()).isEqualTo(4);
    }

    @Test
    void aTrailingSlashKeepsTheSourcesNames() throws Exception {
        Files.writeString(directory.resolve("a"), "1");
        Files.writeString(directory.resolve("b"), "2");
        provision(Map.of("sources", List.of("a", "b"), "destination", far + "/"));
        assertThat(far.resolve("a")).hasContent("1");
        assertThat(far.resolve("b")).hasContent("2");
    }

    @Test
    void contentIsUploadedPrivatelyUnderTheDestinationsOrADocumentedName() throws Exception {
        provision(Map.of("content", "x", "destination", far + "/c"));
        provision(Map.of("content", "y", "destination", far + "/"));
        assertThat(machine.uploads()).containsExactly("600 " + far + "/c", "600 " + far + "/pkr-file-content");
        assertThat(far.resolve("pkr-file-content")).hasContent("y");
    }

    @Test
    void aDirectoryGoesBelowTheDestinationAndWithASlashItsContentGoesThere() throws Exception {
        Files.writeString(Files.createDirectory(directory.resolve("app")).resolve("f"), "1");
        provision(Map.of("source", "app", "destination", far + "/x"));
        provision(Map.of("source", "app/", "destination", far + "/y"));
        assertThat(far.resolve("x/app/f")).hasContent("1");
        assertThat(far.resolve("y/f")).hasContent("1");
    }

    @Test
    void sourceAndDestinationAreRenderedWithTheBuildsValues() throws Exception {
        context.generated("ID", "i-1");
        Files.writeString(directory.resolve("i-1.txt"), "1");
        provision(Map.of("source", "{{ .ID }}.txt", "destination", far + "/{{ .ID }}", "generated", true));
        assertThat(far.resolve("i-1")).hasContent("1");
    }

    @Test
    void aDownloadCreatesItsDirectoryAndIsUndoneWithTheBuild() throws Exception {
        Files.writeString(far.resolve("log"), "lines");
        provision(Map.of("source", far + "/log", "destination", "logs/", "direction", "download"));
        provision(Map.of("source", far + "/log", "destination", "other/name", "direction", "download"));
        assertThat(directory.resolve("logs/log")).hasContent("lines");
        assertThat(directory.resolve("other/name")).hasContent("lines");
        assertThat(context.ui().lines().get(0)).isEqualTo("==> Downloading " + far + "/log => logs/log");
        context.resources().end(false);
        assertThat(directory.resolve("logs/log")).doesNotExist();
        assertThat(directory.resolve("other/name")).doesNotExist();
    }

    @Test
    void downloadingADirectoryDoesNotKeepTheSourcesBehindItFromComing() throws Exception {
        Files.writeString(Files.createDirectory(far.resolve("d")).resolve("f"), "1");
        Files.writeString(far.resolve("g"), "2");
        provision(Map.of("sources", List.of(far + "/d/", far + "/g"), "destination", "got/", "direction", "download"));
        assertThat(directory.resolve("got/f")).hasContent("1");
        assertThat(directory.resolve("got/g")).hasContent("2");
    }

    @Test
    void aDirectoryThatWasThereBeforeSurvivesAFailedBuild() throws Exception {
        Files.writeString(Files.createDirectory(far.resolve("d")).resolve("f"), "1");
        Files.writeString(Files.createDirectory(directory.resolve("mine")).resolve("own"), "x");
        provision(Map.of("source", far + "/d/", "destination", "mine/", "direction", "download"));
        context.resources().end(false);
        assertThat(directory.resolve("mine/own")).exists();
    }

    @Test
    void aFailedTransferIsToldAndThrown() throws Exception {
        Files.writeString(directory.resolve("a"), "1");
        machine.failUpload("disk full");
        assertThatThrownBy(() -> provision(Map.of("source", "a", "destination", far + "/a")))
                .hasMessage("disk full");
        assertThat(context.ui().lines()).contains("!!! Upload failed: disk full");
        assertThatThrownBy(
                        () -> provision(Map.of("source", far + "/none", "destination", "b", "direction", "download")))
                .isInstanceOf(ComponentException.class);
        assertThatThrownBy(() -> provision(Map.of("source", "gone", "destination", "x", "generated", true)))
                .hasMessageContaining("gone");
    }

    /** Opening one waits for whoever writes to it, and would not end with the run. */
    @Test
    @Timeout(30)
    void aNamedPipeIsRefusedBeforeItIsOpened() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> provision(Map.of("source", "pipe", "destination", far + "/a")))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining(pipe + " failed: it is a named pipe");
    }

    @Test
    void withoutAMachineItFailsAtOnce() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> provision(Map.of("content", "x", "destination", "/tmp/x")))
                .hasMessageContaining("communicator = \"none\"");
    }

    private RecordingCheck check(Map<String, ?> options) {
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of());
        new FileProvisioner().check(TestConfiguration.of(FileProvisionerConfiguration.class, options), check);
        return check;
    }

    @Test
    void mistakesAreReportedAtTheirOptions() {
        assertThat(check(Map.of("source", "nope", "destination", "/x")).errors())
                .singleElement()
                .asString()
                .startsWith("source: Bad source: Bad source 'nope'");
        assertThat(check(Map.of("source", "nope", "destination", "/x", "generated", true))
                        .errors())
                .isEmpty();
        assertThat(check(Map.of("source", "{{ .ID }}", "destination", "/x")).errors())
                .isEmpty();
        assertThat(check(Map.of("source", "nope", "destination", "/x", "direction", "download"))
                        .errors())
                .isEmpty();
        assertThat(check(Map.of("sources", List.of("no"), "destination", "/x"))
                        .errors()
                        .get(0))
                .startsWith("sources: ");
        assertThat(check(Map.of("source", "far", "content", "x", "destination", "/x"))
                        .errors())
                .containsExactly("content: Conflicting options: source(s) conflicts with content.");
        assertThat(check(Map.of("content", "x", "destination", "")).errors())
                .containsExactly("destination: Missing destination: Destination must be specified.");
        assertThat(check(Map.of("content", "x", "destination", "/x", "direction", "up"))
                        .errors()
                        .get(0))
                .startsWith("direction: Invalid direction: Direction must be one of: download, upload.");
        assertThat(check(Map.of("content", "x", "destination", "/x", "direction", "download"))
                        .errors())
                .hasSize(1);
        assertThat(check(Map.of("destination", "/x")).warnings()).hasSize(1);
    }
}
