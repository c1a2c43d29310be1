package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first things that a user types, as the project's mission has them. */
class SeedStoryIT {
    private static final Path REPOSITORY = Path.of(System.getProperty("packer.repository"));

    @TempDir
    Path directory;

    @Test
    void versionNamesThePackerReleaseWhoseLanguageIsSpoken() {
        PackerProcess.Ended ended = PackerProcess.run(directory, Map.of(), "version");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).matches("(?s)Packer v\\d+\\.\\d+\\.\\d+\n.*");
    }

    @Test
    void validateSaysThatTheTemplateIsValid() throws IOException {
        write("""
                source "null" "first" {
                  communicator = "none"
                }

                build {
                  sources = ["source.null.first"]
                }
                """);
        PackerProcess.Ended ended = PackerProcess.run(directory, Map.of(), "validate", "main.pkr.hcl");
        assertThat(ended).isEqualTo(new PackerProcess.Ended(0, "Template validated successfully.\n"));
    }

    @Test
    void buildEndsWithTheArtifactsAndTheirIds() throws IOException {
        DockerEngine.require();
        write("""
                source "docker" "web" {
                  image  = "%s"
                  commit = true
                  pull   = false
                }

                build {
                  sources = ["source.docker.web"]

                  provisioner "shell" {
                    inline = ["echo hello > /greeting"]
                  }
                }
                """.formatted(DockerEngine.IMAGE));
        PackerProcess.Ended ended = PackerProcess.run(directory, Map.of(), "build", "main.pkr.hcl");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        String id = ended.output().lines().reduce((first, last) -> last).orElseThrow();
        assertThat(id).contains("docker.web: Imported Docker image: sha256:");
        String image =
                id.substring(id.indexOf("sha256:")).replaceAll("[^a-z0-9:]", "").substring(0, 71);
        try {
            assertThat(DockerEngine.docker("run", "--rm", image, "cat", "/greeting"))
                    .containsExactly("hello");
        } finally {
            DockerEngine.docker("rmi", image);
        }
    }

    @Test
    void outputThatArrivesNowhereFailsTheCommand() throws IOException, InterruptedException {
        write("""
                source "null" "first" {
                  communicator = "none"
                }

                build {
                  sources = ["source.null.first"]
                }
                """);
        Process packer = new ProcessBuilder(PackerProcess.launcher().toString(), "build", "main.pkr.hcl")
                .directory(directory.toFile())
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();
        assertThat(packer.waitFor()).isEqualTo(1);
    }

    @Test
    void theQuickstartProducesAnArchiveItsChecksumAndAManifest() throws IOException {
        Path example = REPOSITORY.resolve("docs/examples/quickstart");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(file -> !file.equals(example)).toList()) {
                Files.copy(file, directory.resolve(example.relativize(file).toString()));
            }
        }
        PackerProcess.Ended ended = PackerProcess.run(directory, Map.of(), "build", ".");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .anyMatch(name -> name.endsWith(".tar.gz"))
                    .anyMatch(name -> name.contains("sha256"))
                    .anyMatch(name -> name.contains("manifest"));
        }
    }

    private void write(String template) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), template);
    }
}
