package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same lines to the console of Debian's Packer 1.6.6, and the same templates to its {@code inspect}. It shows no
 * source in messages, and lets a {@code -machine-readable} run show secrets: both came right with us.
 */
class ConsoleAgainstPackerTest {
    private static final String TEMPLATE = """
            variable "foo" {
              default = "bar"
            }

            variable "list" {
              default = ["a", { b = 1.5, c = true, d = null }]
            }

            variable "secret" {
              default   = "hush"
              sensitive = true
            }

            variable "unset" {
              type = string
            }

            locals {
              text    = "${var.foo}!"
              numbers = [1, 1.5, 1e21, 1 / 3, 123456789.125, 0.00001, -0.0]
            }

            source "null" "one" {
              communicator = "none"
            }

            source "file" "two" {
              content = "x"
              target  = "two.txt"
            }

            build {
              name        = "demo"
              description = "Shows things"
              sources     = ["source.null.one", "source.file.two"]

              provisioner "shell-local" {
                name   = "say"
                inline = ["true"]
              }

              post-processor "manifest" {}

              post-processors {
                post-processor "checksum" {}
                post-processor "compress" {
                  name = "packed"
                }
              }
            }

            build {
              sources = ["source.null.one"]
            }
            """;
    private static final Path PACKER = Path.of("/usr/bin/packer");

    @TempDir
    Path directory;

    @BeforeAll
    static void requirePacker() {
        Counterpart.require("Packer 1.6.6", Files.isExecutable(PACKER), "Install Debian's package packer.");
    }

    @BeforeEach
    void writeTemplate() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), TEMPLATE);
        Files.writeString(directory.resolve("one.pkrvars.hcl"), "foo = \"from file\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var.foo",
                "  var.foo  ",
                "var.foo\nlocal.text",
                "var.list",
                "local.numbers",
                "var.secret",
                "var.unset",
                "var",
                "local",
                "[]",
                "{}",
                "{ a = null }",
                "{ \"a b\" = {}, c = [[]], d = [null] }",
                "[\"\u00e9\", \"\\u00a0\", \"a\\nb\", \"\\t\", \"\\\"\"]",
                "\"a\\tb\"",
                "null",
                "true",
                "1 / 3",
                "1e21",
                "100000000000000000000",
                "12345678901234567890123",
                "1.5e-9",
                "123456789.125",
                "upper(var.foo)",
                "[for v in var.list : v]",
                "{ for k, v in { a = 1 } : upper(k) => v }",
                "\"%{ if true }x%{ endif }\"",
                "path",
                "source.name",
                "variables",
                "help",
                "",
                "\n\n",
                "exit\nvar.foo",
                "var.foo\nexit",
            })
    void aConsoleFedByAPipeGivesWhatPackerGives(String lines) throws IOException, InterruptedException {
        assertSame(lines + "\n", "console", "main.pkr.hcl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "console -var foo=given main.pkr.hcl",
                "console -var-file=one.pkrvars.hcl main.pkr.hcl",
                "console -var unset=x -only=demo.null.one .",
                "console -config-type=hcl2",
                "console -machine-readable main.pkr.hcl",
                "console --var=foo=a,b .",
            })
    void itsFlagsDoWhatPackersDo(String line) throws IOException, InterruptedException {
        assertSame("1 + 1\n", line.split(" "));
        if (line.contains(" main") || line.endsWith(".")) {
            assertSame("variables\n", line.replace(" -machine-readable", "").split(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "{{isotime `2006`}} {{upper `x`}}", "{{user `a`}}", "plain", "variables"})
    void withoutATemplateItRendersGoTemplates(String line) throws IOException, InterruptedException {
        ProgramRun expected = packer(line + "\n", "console", "-var", "a=b");
        ProgramRun actual = ProgramRun.of(directory, line + "\n", "console", "-var", "a=b");
        // 1.6.6 shows a nameless variable besides.
        assertThat(actual.output()).isEqualTo(expected.output().replace(": ,\n", ""));
        assertThat(actual.exitCode()).isEqualTo(expected.exitCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect main.pkr.hcl",
                "inspect .",
                "inspect -var foo=given -var unset=x main.pkr.hcl",
                "inspect -var-file one.pkrvars.hcl main.pkr.hcl",
                "inspect -only=demo.* main.pkr.hcl",
            })
    void inspectShowsWhatPackerShows(String line) throws IOException, InterruptedException {
        // 1.6.6 begins a reference to a source with "source.", which went with 1.7.0.
        ProgramRun expected = packer("", line.split(" "));
        ProgramRun actual = ProgramRun.of(directory, "", line.split(" "));
        assertThat(actual.output()).isEqualTo(expected.output().replace("      source.", "      "));
        assertThat(actual.exitCode()).isEqualTo(expected.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect -machine-readable main.pkr.hcl", "-machine-readable inspect main.pkr.hcl"})
    void inspectForProgramsHasPackersLines(String line) throws IOException, InterruptedException {
        ProgramRun expected = packer("", line.split(" "));
        ProgramRun actual = ProgramRun.of(directory, "", line.split(" "));
        assertThat(withoutTimes(actual.output()))
                .isEqualTo(withoutTimes(expected.output())
                        .replace("      source.", "      ")
                        .replace("hush", "<sensitive>"));
    }

    private void assertSame(String input, String... line) throws IOException, InterruptedException {
        ProgramRun expected = packer(input, line);
        ProgramRun actual = ProgramRun.of(directory, input, line);
        assertThat(withoutTimes(actual.output())).isEqualTo(withoutTimes(expected.output()));
        assertThat(actual.exitCode()).isEqualTo(expected.exitCode());
    }

    private static String withoutTimes(String output) {
        return output.replaceAll("(?m)^\\d+,,", "TIME,,");
    }

    private ProgramRun packer(String input, String... line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PACKER.toString()));
        command.addAll(List.of(line));
        Path output =
                directory.resolve("../packer-output-" + directory.getFileName()).normalize();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("PACKER_NO_COLOR", "1");
        Process process = builder.start();
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new ProgramRun(process.exitValue(), Files.readString(output), "");
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
