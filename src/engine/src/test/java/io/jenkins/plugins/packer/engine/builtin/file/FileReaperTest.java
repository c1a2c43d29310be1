package io.jenkins.plugins.packer.engine.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaperTest {
    @TempDir
    Path directory;

    @Test
    void aFileGoesAndSoDoesADirectoryWithAllThatIsInIt() throws IOException, ComponentException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path tree = Files.createDirectories(directory.resolve("tree/inner"));
        Files.writeString(tree.resolve("leaf"), "x");
        reap(file);
        reap(directory.resolve("tree"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void ofASymbolicLinkOnlyTheLinkGoes() throws IOException, ComponentException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        reap(link);
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void whatIsGoneAlreadyIsNoError() throws ComponentException {
        reap(directory.resolve("never"));
    }

    @Test
    void whatIsNoFileStays() throws IOException, ComponentException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        reap(pipe);
        assertThat(pipe).exists();
    }

    private static void reap(Path path) throws ComponentException {
        new FileReaper().reap(Resource.file(path), null, Map.of(), new Cancellation());
    }
}
