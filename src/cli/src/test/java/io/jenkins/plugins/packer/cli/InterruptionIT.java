package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A docker build is ended after each event of its report in turn, once by Ctrl-C and once by {@code kill -9}. After the
 * former nothing is left, after the latter {@code packer cleanup} leaves nothing.
 */
class InterruptionIT {
    private static final String TEMPLATE = """
            source "docker" "web" {
              image  = "%s"
              commit = true
              pull   = false
            }

            build {
              sources = ["source.docker.web"]

              provisioner "file" {
                content     = "hello"
                destination = "/greeting"
              }

              provisioner "shell" {
                inline = ["cat /greeting", "echo provisioned > /state"]
              }

              post-processors {
                post-processor "docker-tag" {
                  repository = "packer-test/interrupted"
                  tags       = ["one", "two"]
                }

                post-processor "manifest" {
                  output = "manifest.json"
                }
              }
            }
            """;

    @TempDir
    Path directory;

    private Map<String, String> environment;
    private Set<String> before;

    @BeforeEach
    void writeTemplate() throws IOException {
        DockerEngine.require();
        Files.writeString(directory.resolve("main.pkr.hcl"), TEMPLATE.formatted(DockerEngine.IMAGE));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        environment = Map.of("PACKER_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        before = DockerEngine.inventory();
    }

    @Test
    void ctrlCAtEachStepLeavesNothing() throws IOException {
        int events = countEvents();
        int tooLate = 0;
        for (int event = 1; event < events; event++) {
            PackerProcess.Ended ended = endAfter(event, "INT");
            if (ended.exitCode() == 0) {
                tooLate++;
                removeResult();
            } else {
                assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
            }
            assertThat(leftovers())
                    .as("after Ctrl-C at event %s: %s", event, ended.output())
                    .isEmpty();
        }
        assertThat(tooLate).as("builds that were done before the signal came").isLessThan(events / 3);
    }

    @Test
    void killAtEachStepFollowedByCleanupLeavesNothing() throws IOException {
        int events = countEvents();
        int tooLate = 0;
        for (int event = 1; event < events; event++) {
            PackerProcess.Ended ended = endAfter(event, "KILL");
            for (int twice = 0; twice < 2; twice++) {
                for (Path journal : journals()) {
                    PackerProcess.Ended cleaned =
                            PackerProcess.run(directory, environment, "cleanup", journal.toString());
                    assertThat(cleaned.exitCode()).as(cleaned.output()).isZero();
                }
            }
            if (isWholeResult(leftovers())) {
                tooLate++;
                removeResult();
            }
            assertThat(leftovers())
                    .as("after kill -9 at event %s: %s", event, ended.output())
                    .isEmpty();
        }
        assertThat(tooLate).as("builds that were done before the signal came").isLessThan(events / 3);
    }

    @Test
    void aSecondCtrlCStopsAtOnceAndNamesTheJournal() throws IOException {
        Path report = directory.resolve("report.jsonl");
        Files.writeString(
                directory.resolve("main.pkr.hcl"),
                TEMPLATE.formatted(DockerEngine.IMAGE).replace("cat /greeting", "touch /started; sleep 60"));
        try (PackerProcess packer = start(report)) {
            awaitText(packer, report, "Provisioning with shell script");
            packer.signal("INT");
            awaitText(packer, report, "Cancelling build");
            while (packer.isAlive()) {
                new Cancellation().pause(Signals.ECHO);
                packer.signal("INT");
            }
            PackerProcess.Ended ended = packer.await();
            assertThat(ended.exitCode()).isEqualTo(1);
            for (Path journal : journals()) {
                assertThat(ended.output())
                        .contains("packer cleanup", journal.getFileName().toString());
                assertThat(PackerProcess.run(directory, environment, "cleanup", journal.toString())
                                .exitCode())
                        .isZero();
            }
        }
        Files.deleteIfExists(report);
        assertThat(leftovers()).isEmpty();
    }

    /** Whether the build was done before the signal came, and so has kept all of its result: nothing less will do. */
    private static boolean isWholeResult(Set<String> left) {
        return left.size() == 3
                && left.contains("manifest.json")
                && left.stream().anyMatch(name -> name.endsWith("packer-test/interrupted:one"))
                && left.stream().anyMatch(name -> name.endsWith("packer-test/interrupted:two"));
    }

    /** How many events a run has that nobody disturbs. */
    private int countEvents() throws IOException {
        Path report = directory.resolve("report.jsonl");
        PackerProcess.Ended ended = PackerProcess.run(directory, environment, arguments(report));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        removeResult();
        List<String> lines = Files.readAllLines(report);
        Files.delete(report);
        return lines.size();
    }

    private PackerProcess.Ended endAfter(int event, String signal) throws IOException {
        Path report = directory.resolve("report.jsonl");
        try (PackerProcess packer = start(report)) {
            while (packer.isAlive() && lines(report) < event) {
                Thread.onSpinWait();
            }
            packer.signal(signal);
            return packer.await();
        } finally {
            Files.deleteIfExists(report);
        }
    }

    private PackerProcess start(Path report) {
        return PackerProcess.start(directory, environment, arguments(report));
    }

    private String[] arguments(Path report) {
        return new String[] {
            "build", "-color=false", "-report=" + report, "-journal=" + directory.resolve("run.journal"), "main.pkr.hcl"
        };
    }

    private static void awaitText(PackerProcess packer, Path report, String text) throws IOException {
        while (packer.isAlive()
                && !(Files.exists(report) && Files.readString(report).contains(text))) {
            Thread.onSpinWait();
        }
    }

    private static long lines(Path report) throws IOException {
        if (!Files.exists(report)) {
            return 0;
        }
        long count = 0;
        for (byte one : Files.readAllBytes(report)) {
            if (one == '\n') {
                count++;
            }
        }
        return count;
    }

    private Set<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".journal")).collect(Collectors.toSet());
        }
    }

    private void removeResult() throws IOException {
        for (String image : new TreeSet<>(DockerEngine.docker("images", "-q", "packer-test/interrupted"))) {
            DockerEngine.docker("rmi", "-f", image);
        }
        Files.deleteIfExists(directory.resolve("manifest.json"));
        Files.deleteIfExists(directory.resolve("manifest.json.lock"));
    }

    /** What is there and was not before: containers, images, files. */
    private Set<String> leftovers() throws IOException {
        Set<String> left = DockerEngine.inventory();
        left.removeAll(before);
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> !file.equals(directory))
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.equals("main.pkr.hcl") && !name.equals("tmp"))
                    .forEach(left::add);
        }
        return left;
    }
}
