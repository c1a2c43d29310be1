package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.value.Mark;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablePrecedenceTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "false,false,false,false,false,default",
        "true,false,false,false,false,environment",
        "true,true,false,false,false,auto",
        "false,true,false,false,false,auto",
        "true,true,true,false,false,later auto",
        "true,true,true,true,false,file",
        "true,false,false,true,false,file",
        "true,true,true,true,true,argument",
        "true,false,false,false,true,argument",
        "false,false,false,true,true,argument",
    })
    void theStrongestValueCounts(
            boolean environment, boolean auto, boolean laterAuto, boolean file, boolean argument, String winner) {
        TemplateTrial trial = TemplateTrial.beside(directory, "variable \"x\" {\n  default = \"default\"\n}\n")
                .template(".");
        if (environment) {
            trial.environment("PKR_VAR_x", "environment");
        }
        if (auto) {
            trial.file("a.auto.pkrvars.hcl", "x = \"auto\"\n");
        }
        if (laterAuto) {
            trial.file("b.auto.pkrvars.hcl", "x = \"later auto\"\n");
        }
        if (file) {
            trial.variableFile("first.pkrvars.hcl", "x = \"weaker file\"\n");
            trial.variableFile("a-second.pkrvars.hcl", "x = \"file\"\n");
        }
        if (argument) {
            trial.argument("x", "argument");
        }
        assertThat(trial.run().messages()).isEmpty();
        assertThat(trial.variable("x").asString()).isEqualTo(winner);
    }

    @Test
    void autoFilesBesideASingleFileAreNotRead() {
        TemplateTrial trial = TemplateTrial.beside(directory, "variable \"x\" {\n  default = \"default\"\n}\n")
                .file("a.auto.pkrvars.hcl", "x = \"auto\"\n")
                .run();
        assertThat(trial.variable("x").asString()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string | [1] | string",
                "number | 42 | number",
                "bool | true | bool",
                "list(string) | [\"a\", \"b\"] | list of string",
                "map(number) | { a = 1 } | map of number",
                "object({a = string, b = optional(number, 3)}) | { a = \"x\" } | object",
                "any | [1, 2] | string",
            })
    void textsFromOutsideAreExpressionsWhereTheTypeIsComplex(String type, String text, String kind) {
        TemplateTrial trial = TemplateTrial.beside(directory, "variable \"x\" {\n  type = " + type + "\n}\n")
                .argument("x", text)
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.variable("x").type().friendlyName()).isEqualTo(kind);
    }

    @Test
    void theTypeOfTheDefaultBindsLaterValues() {
        TemplateTrial trial = TemplateTrial.beside(directory, "variable \"x\" {\n  default = 5\n}\n")
                .argument("x", "five")
                .run();
        assertThat(trial.messages())
                .containsExactly(
                        "-: error: Invalid argument value for -var variable | The received arg value for x is not"
                                + " compatible with the variable's type constraint: a number is required.");
    }

    @Test
    void environmentVariablesForOtherTemplatesAreLeftAlone() {
        assertThat(TemplateTrial.beside(directory, "")
                        .environment("PKR_VAR_other", "x")
                        .environment("PATH", "/bin")
                        .run()
                        .messages())
                .isEmpty();
    }

    @Test
    void anUndeclaredVariableInAFileIsWorthAWarningOnlyOnRequest() {
        TemplateTrial quiet = TemplateTrial.beside(directory, "").variableFile("v.pkrvars.hcl", "a = 1\nb = 2\n");
        assertThat(quiet.run().messages()).isEmpty();
        TemplateTrial loud = TemplateTrial.beside(directory, "")
                .variableFile("v.pkrvars.hcl", "a = 1\nb = 2\n")
                .warnOnUndeclared()
                .run();
        assertThat(loud.summaries())
                .containsExactly("v.pkrvars.hcl:1,1-6: Undefined variable", "v.pkrvars.hcl:2,1-6: Undefined variable");
        assertThat(loud.diagnostics.hasErrors()).isFalse();
    }

    @Test
    void anUndeclaredArgumentIsAnError() {
        assertThat(TemplateTrial.beside(directory, "variable \"region\" {\n  default = \"\"\n}\n")
                        .argument("regoin", "eu")
                        .run()
                        .messages())
                .containsExactly("-: error: Undefined -var variable | A \"regoin\" variable was passed in the command"
                        + " line but was not found in known variables. To declare variable \"regoin\", place this block"
                        + " in one of your .pkr files, such as variables.pkr.hcl\n\nDid you mean \"region\"?");
    }

    @Test
    void defaultsMayAskTheEnvironment() {
        TemplateTrial trial = TemplateTrial.beside(
                        directory,
                        "variable \"x\" {\n  default = env(\"HOME_TOWN\")\n}\n"
                                + "variables {\n  y = \"${env(\"NOTHING\")}!\"\n}\n")
                .environment("HOME_TOWN", "Ulm")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.variable("x").asString()).isEqualTo("Ulm");
        assertThat(trial.variable("y").asString()).isEqualTo("!");
    }

    @Test
    void sensitiveValuesCarryTheirMarkAndAreSecrets() {
        TemplateTrial trial = TemplateTrial.beside(
                        directory,
                        "variable \"token\" {\n  sensitive = true\n  type = string\n}\n"
                                + "locals {\n  header = \"Bearer ${var.token}\"\n}\n"
                                + "local \"pin\" {\n  expression = [\"4711\", \"0815\"]\n  sensitive = true\n}\n")
                .environment("PKR_VAR_token", "s3cret")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.local("header").hasMark(Mark.SENSITIVE)).isTrue();
        assertThat(trial.read.secrets()).containsExactlyInAnyOrder("s3cret", "Bearer s3cret", "4711", "0815");
        assertThat(trial.secrets.redact("pin 4711, Bearer s3cret")).isEqualTo("pin <sensitive>, <sensitive>");
    }
}
