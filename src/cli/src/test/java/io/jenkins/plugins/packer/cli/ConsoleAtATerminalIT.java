package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as somebody who types sees it: {@code script} gives it a terminal. */
class ConsoleAtATerminalIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    Path directory;

    @BeforeAll
    static void requireScript() {
        Counterpart.require("script", Files.isExecutable(SCRIPT), "Install Debian's package bsdutils.");
    }

    @Test
    void eachLineIsAnsweredUntilExit() throws IOException, InterruptedException {
        Shown shown = type("var.name\n1 +\n\"${upper(var.name)}!\"\nexit\nvar.name\n");
        assertThat(shown.exitCode).isZero();
        assertThat(shown.text).containsSubsequence("> ", "world", "Error: ", "<console-input> line 1", "WORLD!");
    }

    @Test
    void controlDEndsIt() throws IOException, InterruptedException {
        Shown shown = type("var.name\n\u0004");
        assertThat(shown.exitCode).isZero();
        assertThat(shown.text).contains("world");
    }

    private static void awaitPrompt(Path output, Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(output).contains("> ")) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(Files.readString(output))
                    .isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private record Shown(int exitCode, String text) {}

    private Shown type(String keys) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("main.pkr.hcl"), "variable \"name\" {\n  default = \"world\"\n}\n");
        Path output = directory.resolve("shown.txt");
        Process process = new ProcessBuilder(
                        SCRIPT.toString(), "-qec", PackerProcess.launcher() + " console main.pkr.hcl", "/dev/null")
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream keyboard = process.getOutputStream()) {
            // What is typed before the prompt is there is lost, as at any terminal.
            awaitPrompt(output, process);
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Shown(process.exitValue(), Files.readString(output).replace("\r", ""));
    }
}
