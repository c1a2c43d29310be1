package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeTemplate() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                variable "token" {
                  default   = "hush"
                  sensitive = true
                }

                source "file" "one" {
                  content = var.token
                  target  = "one.txt"
                }

                build {
                  sources = ["file.one"]

                  provisioner "shell-local" {
                    inline = ["echo ${var.token}"]
                  }
                }
                """);
    }

    private ProgramRun build(Map<String, String> environment) {
        return ProgramRun.of(directory, "", environment, "build", "-journal=journal", "main.pkr.hcl");
    }

    @Test
    void everyEventIsLoggedWithoutSecrets() {
        ProgramRun run = build(Map.of("PACKER_LOG", "1"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.errors().lines())
                .allMatch(line -> line.matches("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[INFO] .*"))
                .anyMatch(line -> line.contains("RunStarted"))
                .anyMatch(line -> line.contains("RunEnded"));
        assertThat(run.errors()).contains("<sensitive>").doesNotContain("hush");
    }

    @Test
    void aFileCanTakeTheLog() throws IOException {
        ProgramRun run = build(Map.of("PACKER_LOG", "1", "PACKER_LOG_PATH", "packer.log"));
        assertThat(run.errors()).isEmpty();
        assertThat(Files.readString(directory.resolve("packer.log"))).contains("RunStarted", "RunEnded");
    }

    @Test
    void withoutTheWishThereIsNoLog() {
        assertThat(build(Map.of("PACKER_LOG", "0", "PACKER_LOG_PATH", "packer.log"))
                        .errors())
                .isEmpty();
        assertThat(directory.resolve("packer.log")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        ProgramRun run = build(Map.of("PACKER_LOG", "1", "PACKER_LOG_PATH", "no/such/packer.log"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("PACKER_LOG_PATH", "no/such/packer.log");
    }
}
