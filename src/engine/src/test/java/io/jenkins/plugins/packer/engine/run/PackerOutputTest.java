package io.jenkins.plugins.packer.engine.run;

import static io.jenkins.plugins.packer.engine.run.RunFixture.build;
import static io.jenkins.plugins.packer.engine.run.RunFixture.provisioner;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor.Result;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.ui.ConsoleUi;
import io.jenkins.plugins.packer.engine.ui.MachineReadableUi;
import io.jenkins.plugins.packer.engine.ui.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same run through Packer 1.6.6 and through this runner, with the same words said: the same output. */
class PackerOutputTest {
    private static final String TEMPLATE = """
            source "null" "a" { communicator = "none" }
            build {
              name = "base"
              sources = ["null.a"]
              provisioner "shell-local" { inline = ["echo hello, world", "echo err >&2; sleep 0.2", "printf 'x\\\\ry\\\\n'"] }
              post-processor "shell-local" {
                name = "good"
                inline = ["echo pp"]
              }
              BAD
            }
            """;
    private static final String BAD = """
            post-processor "shell-local" {
              name = "bad"
              inline = ["exit 1"]
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aSuccessfulRunLooksTheSameToPrograms() throws Exception {
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        run(new MachineReadableUi(ours), false);

        assertThat(normal(ours)).containsExactlyElementsOf(packer("", "-machine-readable"));
    }

    @Test
    void aFailedRunLooksTheSameToPrograms() throws Exception {
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        run(new MachineReadableUi(ours), true);

        assertThat(normal(ours)).containsExactlyElementsOf(packer(BAD, "-machine-readable"));
    }

    @Test
    void aSuccessfulRunLooksTheSameToPeople() throws Exception {
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        run(new ConsoleUi(ours, true, null), false);

        assertThat(normal(ours)).containsExactlyElementsOf(packer("", "-color=true"));
    }

    @Test
    void aFailedRunLooksTheSameToPeople() throws Exception {
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        run(new ConsoleUi(ours, false, null), true);

        assertThat(normal(ours)).containsExactlyElementsOf(packer(BAD, "-color=false"));
    }

    private void run(RunListener listener, boolean bad) {
        RunFixture run = new RunFixture(directory);
        run.listeners.add(listener);
        List<List<PlannedPostProcessor>> postProcessors = new ArrayList<>();
        postProcessors.add(List.of(shellLocal("good", (options, input, context) -> {
            context.ui().say("Running local shell script: /tmp/packer-shell1");
            context.ui().message("pp");
            return new Result(nothing(), false, false);
        })));
        if (bad) {
            postProcessors.add(List.of(shellLocal("bad", (options, input, context) -> {
                context.ui().say("Running local shell script: /tmp/packer-shell2");
                throw new ComponentException("Script exited with non-zero exit status: 1.Allowed exit codes are: [0]");
            })));
        }
        RunResult result = run.run(build(
                "base.null.a",
                context -> {
                    context.provision(new RunFixture.NoMachine(), Map.of());
                    return nothing();
                },
                List.of(provisioner("shell-local", (options, context) -> {
                    context.ui().say("Running local shell script: /tmp/packer-shell3");
                    context.ui().message("hello, world");
                    context.ui().error("err");
                    context.ui().message("x\ry");
                })),
                null,
                postProcessors));
        assertThat(result.exitCode()).isEqualTo(bad ? 1 : 0);
    }

    private static PlannedPostProcessor shellLocal(String name, RunFixture.Processing work) {
        PlannedPostProcessor fake = RunFixture.postProcessor(name, true, work);
        return new PlannedPostProcessor("shell-local", name, true, fake.postProcessor(), RunFixture.DEFINITION);
    }

    private static Artifact nothing() {
        return new Artifact(
                "fnoeding.null",
                "Null",
                "Did not export anything. This is the null builder",
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private List<String> packer(String bad, String flag) throws IOException, InterruptedException {
        Path template = directory.resolve("t.pkr.hcl");
        Files.writeString(template, TEMPLATE.replace("BAD", bad));
        boolean present = Files.isExecutable(Path.of("/usr/bin/packer"));
        Counterpart.require("Packer 1.6.6", present, "apt-get install packer");
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/packer", "build", flag, template.toString());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        process.waitFor();
        return normal(Files.readString(directory.resolve("out.txt")));
    }

    private static List<String> normal(ByteArrayOutputStream out) {
        return normal(out.toString(StandardCharsets.UTF_8));
    }

    /** Without what differs from run to run; the order of a program's two streams does too. */
    private static List<String> normal(String text) {
        List<String> lines = new ArrayList<>(text.replaceAll("(?m)^\\d+,", "TIME,")
                .replaceAll("packer-shell\\d+", "packer-shell")
                .replaceAll("(after) \\d+ (?:milli|micro)?seconds?(?: \\d+ (?:milli|micro)?seconds?)?", "$1 DURATION")
                .lines()
                .toList());
        int errors = indexOf(lines, "err");
        int hello = indexOf(lines, "hello");
        if (errors < hello) {
            lines.add(hello, lines.remove(errors));
        }
        return lines;
    }

    private static int indexOf(List<String> lines, String word) {
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).contains("base.null.a: " + word)) {
                return index;
            }
        }
        throw new IllegalStateException("no line with " + word + " in " + lines);
    }
}
