package io.jenkins.plugins.packer.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClearAbandonedTest {
    private static final ClearAbandoned CLEAR = new ClearAbandoned(Duration.ofHours(1));

    @TempDir
    Path temporary;

    private Path run(String name, Duration age) throws IOException {
        Path directory = Files.createDirectories(temporary.resolve(name));
        Files.writeString(
                Files.createDirectories(directory.resolve("credentials")).resolve("key"), "secret");
        Path lease = Files.createFile(directory.resolve("lease"));
        Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minus(age)));
        return directory;
    }

    @Test
    void whatNobodyHasRenewedForLongIsRemovedWithWhatIsBesideIt() throws IOException {
        Path old = run("packer-0a1b2c3d", Duration.ofMinutes(61));
        Path beside = Files.createDirectories(temporary.resolve("packer-0a1b2c3d@tmp/durable-1"));
        Path young = run("packer-11111111", Duration.ofMinutes(59));
        Path foreign = run("packer-of-somebody", Duration.ofDays(9));
        assertThat(CLEAR.perform(temporary)).isEmpty();
        assertThat(old).doesNotExist();
        assertThat(beside.getParent()).doesNotExist();
        assertThat(young.resolve("credentials/key")).exists();
        assertThat(foreign.resolve("credentials/key")).exists();
    }

    @Test
    void aCommandOfSecondsHasNoLeaseAndADay() throws IOException {
        Path old = Files.createDirectories(temporary.resolve("packer-00000001"));
        Path young = Files.createDirectories(temporary.resolve("packer-00000002"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofHours(23))));
        assertThat(CLEAR.perform(temporary)).isEmpty();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts a program of POSIX")
    void anEngineThatStillCleansUpKeepsItsFiles() throws IOException, InterruptedException {
        Path directory = run("packer-0a1b2c3d", Duration.ofDays(1));
        Process engine = new ProcessBuilder("sh", "-c", "sleep 300; :", directory.toString()).start();
        try {
            Files.writeString(directory.resolve("pid"), Long.toString(engine.pid()));
            assertThat(CLEAR.perform(temporary)).isEmpty();
            assertThat(directory.resolve("credentials/key")).exists();
        } finally {
            engine.descendants().forEach(ProcessHandle::destroyForcibly);
            engine.destroyForcibly().waitFor();
        }
        assertThat(CLEAR.perform(temporary)).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void aWorkspaceWithoutTemporaryFilesHasNothingToRemove() throws IOException {
        assertThat(CLEAR.perform(temporary.resolve("none"))).isEmpty();
    }
}
