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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as somebody who types sees it: {@code script} gives it a terminal. */
class ConsoleAtATerminalIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String PROMPT = "> ";
    private static final String UP = "\u001b[A";
    private static final String UP_IN_APPLICATION_MODE = "\u001bOA";
    private static final String LEFT = "\u001b[D";

    @TempDir
    Path directory;

    @BeforeAll
    static void requireScript() {
        Counterpart.require("script", Files.isExecutable(SCRIPT), "Install Debian's package bsdutils.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb", "none-that-is-known"})
    void eachLineIsAnsweredUntilExit(String terminal) throws IOException, InterruptedException {
        try (Typist typist = new Typist(terminal)) {
            typist.type("var.name\n").shows("world");
            typist.type("1 +\n").shows("Error: ").shows("<console-input> line 1");
            typist.type("\"${upper(var.name)}!\"\n").shows("WORLD!");
            typist.type("exit\n").ends();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void controlDEndsIt(String terminal) throws IOException, InterruptedException {
        try (Typist typist = new Typist(terminal)) {
            typist.type("var.name\n").shows("world");
            typist.type("\u0004").ends();
        }
    }

    @Test
    void linesAreEditedAndRemembered() throws IOException, InterruptedException {
        try (Typist typist = new Typist("xterm")) {
            typist.type("2" + LEFT + "1 + 30\n").shows("303");
            typist.type("format(\"%d\\\\!!\", 7)\n").shows("7\\!!");
            typist.type(UP + UP_IN_APPLICATION_MODE + "\u0001(\u0005) * 1000\n").shows("303000");
        }
    }

    @Test
    void controlCGivesUpALineAndEndsAnEmptyOne() throws IOException, InterruptedException {
        try (Typist typist = new Typist("xterm")) {
            // The line must have been read: a terminal throws away what waits when Control-C is pressed.
            typist.type("var.none").shows("var.none");
            typist.press("\u0003");
            typist.type("var.name\n").shows("world");
            typist.type("\u0003").ends();
            assertThat(typist.shown()).doesNotContain("Error");
        }
    }

    /** Types what it is told once the console asks, and looks for what is shown from there on. */
    private final class Typist implements AutoCloseable {
        private static final int PATIENCE_SECONDS = 60;

        private final Path output = directory.resolve("shown.txt");
        private final Process process;
        private final OutputStream keyboard;
        private int seen;

        Typist(String terminal) throws IOException {
            Files.writeString(directory.resolve("main.pkr.hcl"), "variable \"name\" {\n  default = \"world\"\n}\n");
            // Whatever runs the tests may ignore SIGINT, as a shell's background jobs do, and would hand that down.
            String command = "env --default-signal=INT " + PackerProcess.launcher() + " console main.pkr.hcl";
            ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile());
            builder.environment().put("TERM", terminal);
            process = builder.start();
            keyboard = process.getOutputStream();
        }

        /** What is typed before the prompt is there may be lost, as at any terminal. */
        Typist type(String keys) throws IOException, InterruptedException {
            shows(PROMPT);
            press(keys);
            return this;
        }

        void press(String keys) throws IOException {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        }

        Typist shows(String text) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            int found = shown().indexOf(text, seen);
            while (found < 0) {
                assertThat(System.nanoTime()).as(shown()).isLessThan(deadline);
                boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
                found = shown().indexOf(text, seen);
                assertThat(ended && found < 0).as(shown()).isFalse();
            }
            seen = found + text.length();
            return this;
        }

        void ends() throws IOException, InterruptedException {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(shown())
                    .isTrue();
            assertThat(process.exitValue()).as(shown()).isZero();
        }

        String shown() throws IOException {
            // A letter that is not whole yet is no matter: what is looked for is ASCII.
            return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            keyboard.close();
            process.destroyForcibly();
        }
    }
}
