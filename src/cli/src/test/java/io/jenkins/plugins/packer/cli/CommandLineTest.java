package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a user types it, in this process and with what is built into the engine. */
class CommandLineTest {
    private static final String TEMPLATE = """
            variable "greeting" {
              default = "hello"
            }

            variable "token" {
              default   = "s3cret"
              sensitive = true
            }

            locals {
              text = "${var.greeting} there"
              list = ["a", { b = 1 }]
            }

            source "null" "one" {
              communicator = "none"
            }

            source "file" "two" {
              content = var.greeting
              target  = "two.txt"
            }

            build {
              name    = "demo"
              sources = ["source.null.one", "source.file.two"]

              provisioner "shell-local" {
                name   = "say"
                inline = ["echo ${var.token} from ${source.name}"]
              }

              post-processor "manifest" {}
            }
            """;

    @TempDir
    Path directory;

    @Test
    void withoutACommandTheUsageIsShown() {
        Ended ended = packer();
        assertThat(ended.exitCode).isEqualTo(127);
        assertThat(ended.output).startsWith("Usage: packer").contains("validate", "cleanup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "-help", "--help"})
    void helpIsShownOnRequest(String flag) {
        assertThat(packer(flag).exitCode).isZero();
        Ended ofCommand = packer("build", flag);
        assertThat(ofCommand.exitCode).isZero();
        assertThat(ofCommand.output).contains("-on-error", "-parallel-builds", "TEMPLATE");
    }

    @Test
    void anUnknownCommandIsNamedAndTheNearestSuggested() {
        Ended ended = packer("valid");
        assertThat(ended.exitCode).isEqualTo(127);
        assertThat(ended.output).contains("there is no command \"valid\"", "Did you mean \"validate\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "validate -nonsense main.pkr.hcl,-nonsense",
        "validate,TEMPLATE",
        "build -on-error=maybe main.pkr.hcl,cleanup",
        "build -parallel-builds=many main.pkr.hcl,many",
        "build -report=no/such/directory/r main.pkr.hcl,-report",
        "build -var greeting main.pkr.hcl,NAME=VALUE"
    })
    void whatCannotBeUnderstoodIsNamed(String line, String named) throws IOException {
        write(TEMPLATE);
        Ended ended = packer(line.split(" "));
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).contains(named).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "-version", "--version", "-v"})
    void versionTellsPackersFirst(String word) {
        assertThat(packer(word).output).startsWith("Packer v1.16.0\npacker-pipeline ");
    }

    @Test
    void versionSpeaksToProgramsToo() {
        assertThat(packer("version", "-machine-readable").output.lines().map(line -> line.replaceFirst("^\\d+", "T")))
                .startsWith("T,,version,1.16.0", "T,,version-prelease,", "T,,version-commit,")
                .contains("T,,ui,say,Packer v1.16.0");
    }

    @Test
    void flagsAreWrittenWithOneDashOrTwoAndWithOrWithoutAnEqualsSign() throws IOException {
        write(TEMPLATE);
        assertThat(packer("validate", "-var", "greeting=hi", "--var=token=t", "-syntax-only=false", "main.pkr.hcl"))
                .isEqualTo(new Ended(0, "Template validated successfully.\n"));
        assertThat(packer("validate", "--syntax-only", "main.pkr.hcl"))
                .isEqualTo(new Ended(0, "Syntax-only check passed. Everything looks okay.\n"));
    }

    @Test
    void inspectShowsVariablesWithoutSecretsAndBuilds() throws IOException {
        write(TEMPLATE);
        assertThat(packer("inspect", "main.pkr.hcl")).isEqualTo(new Ended(0, """
                        Packer Inspect: HCL2 mode

                        > input-variables:

                        var.greeting: "hello"
                        var.token: "<sensitive>"

                        > local-variables:

                        local.list: "[\\n  \\"a\\",\\n  {\\n    \\"b\\" = 1\\n  },\\n]"
                        local.text: "hello there"

                        > builds:

                          > demo:

                            sources:

                              null.one

                              file.two

                            provisioners:

                              shell-local.say

                            post-processors:

                              0:
                                manifest

                        """));
    }

    @Test
    void buildRunsWhatOnlyLeavesAndHidesSecrets() throws IOException {
        write(TEMPLATE);
        Ended ended = packer("build", "-color=false", "-only=demo.file.*", "-report=report.jsonl", "main.pkr.hcl");
        assertThat(ended.exitCode).as(ended.output).isZero();
        assertThat(ended.output)
                .contains("    demo.file.two: <sensitive> from two", "--> demo.file.two: Stored file: two.txt")
                .doesNotContain("s3cret", "null.one");
        assertThat(directory.resolve("two.txt")).hasContent("hello");
        assertThat(Files.readString(directory.resolve("report.jsonl")))
                .contains("\"event\":\"run_started\"", "\"event\":\"run_ended\"")
                .doesNotContain("s3cret");
    }

    @Test
    void aBuildWithNothingToDoSaysSo() throws IOException {
        write(TEMPLATE);
        Ended ended = packer("build", "-color=false", "-only=nothing", "main.pkr.hcl");
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).contains("No builds to run");
    }

    @Test
    void aFailedBuildSaysWhatAndLeavesTheOthers() throws IOException {
        write("""
                source "file" "good" {
                  content = "x"
                  target  = "good.txt"
                }

                source "file" "bad" {
                  content = "x"
                  target  = "bad.txt"
                }

                build {
                  sources = ["source.file.good", "source.file.bad"]

                  provisioner "shell-local" {
                    only   = ["file.bad"]
                    inline = ["exit 3"]
                  }
                }
                """);
        Ended ended = packer("build", "-color=false", "main.pkr.hcl");
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output)
                .contains(
                        "==> Some builds didn't complete successfully and had errors:\n--> file.bad: ",
                        "non-zero exit status: 3",
                        "==> Builds finished. The artifacts of successful builds are:\n--> file.good: ");
        assertThat(directory.resolve("good.txt")).exists();
        assertThat(directory.resolve("bad.txt")).doesNotExist();
    }

    @Test
    void aMachineReadableBuildIsOneLineForEachFact() throws IOException {
        write(TEMPLATE);
        Ended ended = packer("build", "-machine-readable", "-only=demo.file.two", "main.pkr.hcl");
        assertThat(ended.exitCode).as(ended.output).isZero();
        assertThat(ended.output.lines().map(line -> line.replaceFirst("^\\d+", "T")))
                .contains("T,demo.file.two,artifact,0,file,0,two.txt", "T,demo.file.two,artifact,0,end")
                .allMatch(line -> line.startsWith("T,"));
    }

    @Test
    void componentsListsEveryOptionWithItsMeaning() {
        assertThat(packer("components").output)
                .contains("builder \"file\":", "    target (string, required): ", "provisioner \"shell\":");
        assertThat(packer("components", "--json").output).startsWith("[ {").contains("\"kind\" : \"builder\"");
    }

    @Test
    void cleanupWantsAJournalAndNamesThoseItKnows() throws IOException {
        Path journals = Files.createDirectories(directory.resolve("journals"));
        assertThat(packer("cleanup", "-all").exitCode).isZero();
        Files.createFile(journals.resolve("1234.journal"));
        Ended ended = packer("cleanup");
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).contains("packer cleanup ", "1234.journal");
    }

    @Test
    void cleanupRefusesAFileThatIsNoJournal() throws IOException {
        write(TEMPLATE);
        Ended ended = packer("cleanup", "main.pkr.hcl");
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).contains("main.pkr.hcl").doesNotContain("\tat ");
        assertThat(directory.resolve("main.pkr.hcl")).hasContent(TEMPLATE);
    }

    private void write(String template) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), template);
    }

    private record Ended(int exitCode, String output) {}

    private Ended packer(String... line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                Map.of("PATH", System.getenv("PATH"), "PACKER_JOURNAL_DIR", "journals"),
                directory,
                null);
        int exitCode = new PackerProgram(surroundings).run(line);
        return new Ended(exitCode, output.toString(StandardCharsets.UTF_8));
    }
}
