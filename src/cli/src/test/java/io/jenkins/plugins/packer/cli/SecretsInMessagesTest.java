package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message shows the line that it is about, and what a value came to: not where that is a secret. */
class SecretsInMessagesTest {
    /** A template with a source that is wrong in the way of the test. */
    private static final String SOURCE = """
            variable "password" {
              sensitive = true
              default   = "hunter2"
            }

            source "null" "one" {
              ssh_host     = "localhost"
              ssh_username = "root"
              %s
            }

            build {
              sources = ["null.one"]
            }
            """;

    @TempDir
    Path directory;

    private String packer(boolean sound, String... line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        int exitCode = new PackerProgram(new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        stream,
                        stream,
                        Map.of("PATH", System.getenv("PATH"), "PACKER_JOURNAL_DIR", "journals"),
                        directory,
                        null))
                .run(line);
        String text = output.toString(StandardCharsets.UTF_8);
        assertThat(exitCode == 0).as(text).isEqualTo(sound);
        return text;
    }

    /** What commands say of the mistakes in a template, which shows that something was left out. */
    private void assertHidden(String name, String template, String secret) throws IOException {
        Files.writeString(directory.resolve(name), template);
        for (List<String> line : List.of(
                List.of("validate", name), List.of("-machine-readable", "validate", name), List.of("build", name))) {
            String output = packer(false, line.toArray(String[]::new));
            assertThat(output).as(output).contains("<sensitive>").doesNotContain(secret);
        }
        assertThat(packer(false, "validate", name)).contains(name + " line ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ssh_password = \"pass1word\" + 1, pass1word",
                "ssh_password = nothing(\"pass1word\"), pass1word",
                "ssh_password = \"pass1word${var.missing}\", pass1word",
                "ssh_password = [\"pass1word\"], pass1word",
                "ssh_pasword = \"pass1word\", pass1word",
                "ssh_password = [\"pass\\\"z9q\\\\\"], z9q",
                "ssh_password = [\"pass1$${z9q\"], z9q",
                "ssh_timeout = base64encode(var.password), aHVudGVyMg",
                "ssh_file_transfer_method = upper(var.password), HUNTER2",
                "ssh_ciphers = [upper(var.password)], HUNTER2",
                "`ssh_timeout = parseint(base64encode(var.password), 10)`, aHVudGVyMg"
            })
    void whatIsWrittenForASecretOptionOrCameOfASecretIsNotShown(String option, String secret) throws IOException {
        Files.writeString(directory.resolve("a.pkr.hcl"), SOURCE.formatted(option));
        for (List<String> line : List.of(
                List.of("validate", "a.pkr.hcl"),
                List.of("-machine-readable", "validate", "a.pkr.hcl"),
                List.of("build", "a.pkr.hcl"))) {
            assertThat(packer(false, line.toArray(String[]::new)))
                    .contains("sensitive")
                    .doesNotContain(secret, "hunter2");
        }
    }

    @Test
    void theDefaultOfASensitiveVariableIsNotShown() throws IOException {
        assertHidden("a.pkr.hcl", """
                variable "password" {
                  type      = number
                  sensitive = true
                  default   = "pass1word"
                }
                """, "pass1word");
        assertThat(packer(false, "validate", "-syntax-only", "a.pkr.hcl")).doesNotContain("pass1word");
    }

    @Test
    void whatASensitiveLocalIsWrittenWithIsNotShown() throws IOException {
        assertHidden("a.pkr.hcl", """
                local "password" {
                  sensitive  = true
                  expression = "pass1word" + 1
                }
                """, "pass1word");
    }

    @Test
    void theSameHoldsInJsonSyntax() throws IOException {
        assertHidden("a.pkr.json", """
                {"variable": {"password": {"type": "number", "sensitive": true, "default": "pass1word"}}}
                """, "pass1word");
        Files.writeString(directory.resolve("b.pkr.json"), """
                {"source": {"null": {"one": {"ssh_host": "h", "ssh_username": "u",
                   "ssh_password": "pass1word${var.missing}",
                   "ssh_pasword": "pass2word"}}},
                 "build": {"sources": ["null.one"]}}
                """);
        assertThat(packer(false, "validate", "b.pkr.json"))
                .contains("<sensitive>")
                .doesNotContain("pass1word", "pass2word");
    }

    @Test
    void theSameHoldsInALegacyTemplate() throws IOException {
        Files.writeString(directory.resolve("a.json"), """
                {"variables": {"password": "pass1word{{nothing}}"},
                 "sensitive-variables": ["password"],
                 "builders": [{"type": "null", "communicator": "none"}]}
                """);
        Files.writeString(directory.resolve("b.json"), """
                {"builders": [
                   {"type": "null", "ssh_host": "h", "ssh_username": "u", "ssh_password": ["pass1word"]},
                   {"type": "null", "name": "b", "ssh_host": "h", "ssh_username": "u", "ssh_password": "pass2word{{nothing}}"},
                   {"type": "null", "name": "c", "ssh_host": "h", "ssh_username": "u", "ssh_pasword": "pass3word"}]}
                """);
        assertThat(packer(false, "validate", "a.json")).contains("<sensitive>").doesNotContain("pass1word");
        assertThat(packer(false, "validate", "b.json"))
                .contains("<sensitive>")
                .doesNotContain("pass1word", "pass2word", "pass3word");
    }

    @Test
    void anOptionThatIsNoSecretIsShownAsItIsWritten() throws IOException {
        Files.writeString(directory.resolve("a.pkr.hcl"), SOURCE.formatted("ssh_hst = \"shown\""));
        assertThat(packer(false, "validate", "a.pkr.hcl")).contains("ssh_hst = \"shown\"");
    }
}
