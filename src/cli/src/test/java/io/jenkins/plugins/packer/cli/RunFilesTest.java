package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.report.ReportException;
import io.jenkins.plugins.packer.report.ReportReader;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that starts the command can have it write, and what it can tell it. */
class RunFilesTest {
    private static final String TEMPLATE = """
            variable "region" {
              type        = string
              default     = "eu"
              description = "Where."
            }

            variable "password" {
              sensitive = true
              default   = "secret-of-the-template"
            }

            source "null" "one" {
              communicator = "none"
            }

            source "null" "two" {
              communicator = "none"
            }

            build {
              name    = "base"
              sources = ["null.one", "null.two"]

              provisioner "shell-local" {
                inline = ["echo this is $PACKER_BUILD_NAME with $TOKEN"]
              }
            }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeTemplate() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), TEMPLATE);
    }

    @Test
    void eachBuildHasALogOfItsOwn() throws IOException {
        assertThat(run(Map.of(), "build", "-build-logs=logs", "main.pkr.hcl")).contains("Builds finished");
        try (Stream<Path> logs = Files.list(directory.resolve("logs"))) {
            assertThat(logs.map(log -> log.getFileName().toString()).sorted())
                    .containsExactly("base.null.one.log", "base.null.two.log");
        }
        assertThat(Files.readString(directory.resolve("logs/base.null.one.log")))
                .contains("Z:     base.null.one: this is one with")
                .contains("Build 'base.null.one' finished after")
                .doesNotContain("base.null.two");
    }

    @Test
    void aNameThatIsNoFileNameIsMadeOne() {
        assertThat(BuildLogs.fileName("a/b c.web")).isEqualTo("a_b_c.web.log");
    }

    @Test
    void aDirectoryOfLogsThatCannotBeMadeIsAnError() throws IOException {
        Files.createFile(directory.resolve("file"));
        assertThat(run(Map.of(), "build", "-build-logs=file/logs", "main.pkr.hcl"))
                .contains("for the logs of builds cannot be made");
    }

    @Test
    void valuesOfVariablesThatTheEnvironmentCallsSecretAreShownNowhere() throws IOException {
        // What the engine is told of is secret in what a script prints, too.
        Map<String, String> environment =
                Map.of("PKR_VAR_region", "hidden-region", "PACKER_SECRET_VARIABLES", "PKR_VAR_region,TOKEN");
        String output = run(environment, "inspect", "-report=report", "main.pkr.hcl");
        assertThat(output).contains("var.region: \"<sensitive>\"").doesNotContain("hidden-region");
        assertThat(Files.readString(directory.resolve("report"))).doesNotContain("hidden-region");
    }

    @Test
    void inspectReportsVariablesAndBuilds() throws IOException, ReportException {
        run(Map.of(), "inspect", "-report=report", "main.pkr.hcl");
        assertThat(events()).singleElement().isInstanceOfSatisfying(RunEvent.TemplateInspected.class, inspected -> {
            assertThat(inspected.variables())
                    .containsExactly(
                            new RunEvent.VariableReport("region", "string", "Where.", false, "eu"),
                            new RunEvent.VariableReport("password", "string", "", true, "<sensitive>"));
            assertThat(inspected.builds())
                    .containsExactly(
                            new RunEvent.PlannedBuild("base.null.one", "null"),
                            new RunEvent.PlannedBuild("base.null.two", "null"));
        });
    }

    @Test
    void validateReportsWhatIsWrongAndWhere() throws IOException, ReportException {
        Files.writeString(directory.resolve("wrong.pkr.hcl"), "source \"null\" \"a\" {\n  comunicator = \"none\"\n}\n");
        run(Map.of(), "validate", "-report=report", "wrong.pkr.hcl");
        Files.writeString(directory.resolve("worse.pkr.hcl"), "source \"null\" {\n}\n");
        run(Map.of(), "validate", "-report=report", "worse.pkr.hcl");
        assertThat(events()).first().isInstanceOfSatisfying(RunEvent.DiagnosticFound.class, found -> {
            assertThat(found.severity()).isEqualTo("error");
            assertThat(found.place()).isNotNull();
            assertThat(found.place().file()).isEqualTo("worse.pkr.hcl");
            assertThat(found.place().line()).isEqualTo(1);
        });
    }

    @Test
    void valuesOfAFileAreTakenAsThoseOfVar() throws IOException {
        Files.writeString(directory.resolve("values.json"), "{\"region\": \"${us}\"}");
        assertThat(run(Map.of(), "inspect", "-var-values=values.json", "main.pkr.hcl"))
                .contains("var.region: \"${us}\"");
        assertThat(directory.resolve("values.json")).as("it can have secrets").doesNotExist();
        Files.writeString(directory.resolve("values.json"), "{\"regoin\": \"us\"}");
        assertThat(run(Map.of(), "validate", "-var-values=values.json", "main.pkr.hcl"))
                .contains("regoin");
        Files.writeString(directory.resolve("values.json"), "[]");
        assertThat(run(Map.of(), "validate", "-var-values=values.json", "main.pkr.hcl"))
                .contains("The file of -var-values, values.json, cannot be read: it is not a JSON object");
    }

    @Test
    void aReportThatCannotBeWrittenIsAnError() {
        assertThat(run(Map.of(), "validate", "-report=missing/report", "main.pkr.hcl"))
                .contains("The report cannot be written to");
    }

    private List<RunEvent> events() throws IOException, ReportException {
        List<RunEvent> events = new ArrayList<>();
        ReportReader reader = new ReportReader();
        for (String line : Files.readAllLines(directory.resolve("report"))) {
            reader.read(line).ifPresent(events::add);
        }
        return events;
    }

    private String run(Map<String, String> environment, String... line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        new PackerProgram(new Surroundings(
                        new ByteArrayInputStream(new byte[0]), stream, stream, environment, directory, null))
                .run(line);
        return output.toString(StandardCharsets.UTF_8);
    }
}
