package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program copied elsewhere, as it is installed. */
class ArchiveClassesIT {
    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = directory.resolve("installed");
        Path built = PackerProcess.launcher().getParent().getParent();
        for (String part : List.of("bin", "lib", "components/docker")) {
            try (Stream<Path> files = Files.list(built.resolve(part))) {
                Files.createDirectories(home.resolve(part));
                // Amazon's are large, and nothing else than Docker's.
                for (Path file :
                        files.filter(one -> !one.toString().contains("amazon.")).toList()) {
                    Files.copy(
                            file, home.resolve(part).resolve(file.getFileName().toString()));
                }
            }
        }
    }

    private PackerProcess start(Map<String, String> environment, String... arguments) {
        return PackerProcess.start(home.resolve("bin/packer"), directory, environment, arguments);
    }

    private PackerProcess.Ended run(Map<String, String> environment, String... arguments) {
        try (PackerProcess packer = start(environment, arguments)) {
            return packer.await();
        }
    }

    /** Which of the program's own classes did not come from an archive. */
    private List<String> loadedOneByOne(String... arguments) throws IOException {
        Path loaded = directory.resolve("loaded");
        PackerProcess.Ended ended = run(Map.of("PACKER_JAVA_OPTS", "-Xlog:class+load:file=" + loaded), arguments);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        List<String> own;
        try (Stream<String> lines = Files.lines(loaded)) {
            own = lines.filter(line -> line.contains(" io.jenkins.plugins.packer."))
                    .toList();
        }
        assertThat(own).hasSizeGreaterThan(5);
        return own.stream()
                .filter(line -> !line.contains("source: shared objects file"))
                .toList();
    }

    @Test
    void aCopyMakesItsArchivesForItsPlace() throws IOException {
        Files.writeString(directory.resolve("docker.pkr.hcl"), """
                source "docker" "a" {
                  image  = "debian"
                  commit = true
                }
                build {
                  sources = ["source.docker.a"]
                }
                """);
        assertThat(loadedOneByOne("version")).isNotEmpty();

        PackerProcess.Ended ended = run(Map.of(), "archive-classes");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .containsPattern("Made .*/installed/lib/docker.jsa, [0-9]+ MiB.\n"
                        + "Made .*/installed/lib/packer.jsa, [0-9]+ MiB.\n");
        assertThat(loadedOneByOne("version")).isEmpty();
        assertThat(loadedOneByOne("validate", "docker.pkr.hcl")).isEmpty();
        assertThat(temporaries()).isEmpty();
    }

    /** Java before 21 would archive none of its classes. */
    @Test
    void aPathWithASpaceIsRefusedWhereJavaCannotDoIt() throws IOException {
        Path elsewhere = directory.resolve("installed program");
        Files.move(home, elsewhere);
        home = elsewhere;
        PackerProcess.Ended ended = run(Map.of(), "archive-classes");
        if (Runtime.version().feature() < 21) {
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("as " + home.toRealPath() + " is: with a space")
                    .doesNotContain("Made");
            theOldOnesAreThere();
        } else {
            assertThat(ended.exitCode()).as(ended.output()).isZero();
        }
    }

    @Test
    void withoutAnyArchiveItWorksWithJavasOwn() throws IOException {
        Files.delete(home.resolve("lib/packer.jsa"));
        Path loaded = directory.resolve("loaded");
        PackerProcess.Ended ended = run(Map.of("PACKER_JAVA_OPTS", "-Xlog:class+load:file=" + loaded), "version");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(loaded)).containsPattern("java.lang.Object source: shared objects file");
    }

    @Test
    void whatCannotBeMadeLeavesTheOneThatIsThere() throws IOException {
        Files.delete(home.resolve("lib/docker.classes"));
        Files.delete(home.resolve("lib/packer.classes"));
        PackerProcess.Ended none = run(Map.of(), "archive-classes");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.output()).contains("*.classes is missing");

        Files.createDirectory(home.resolve("lib/packer.classes"));
        PackerProcess.Ended ended = run(Map.of(), "archive-classes");
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("cannot be made", "-Xshare:dump ended with exit status");
        theOldOnesAreThere();
    }

    @Test
    void stoppedItLeavesTheOneThatIsThereAndNothingElse() throws IOException {
        try (PackerProcess packer = start(Map.of(), "archive-classes")) {
            while (temporaries().isEmpty() && packer.isAlive()) {
                new Cancellation().pause(Duration.ofMillis(5));
            }
            packer.signal("INT");
            PackerProcess.Ended ended = packer.await();
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output()).contains("Stopped").doesNotContain("Made");
        }
        theOldOnesAreThere();
    }

    private void theOldOnesAreThere() throws IOException {
        Path built = PackerProcess.launcher().getParent().getParent();
        for (String name : List.of("lib/packer.jsa", "lib/docker.jsa")) {
            assertThat(home.resolve(name)).hasSameBinaryContentAs(built.resolve(name));
        }
        assertThat(temporaries()).isEmpty();
    }

    private List<String> temporaries() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }
}
