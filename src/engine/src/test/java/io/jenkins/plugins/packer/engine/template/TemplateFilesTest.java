package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFilesTest {
    @TempDir
    private Path directory;

    @Test
    void filesOfADirectoryAreMergedInTheOrderOfTheirNames() {
        TemplateTrial trial = TemplateTrial.beside(directory, "")
                .file("z.pkr.hcl", "variable \"z\" {\n  default = 1\n}\n")
                .file("a.pkr.hcl", "variable \"a\" {\n  default = 1\n}\n")
                .file("notes.hcl", "this is { not read")
                .file("deeper/b.pkr.hcl", "this is { not read")
                .template(".")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.read.variables()).extracting(InputVariable::name).containsExactly("a", "z");
    }

    @Test
    void filesOfANamedDirectoryAreNamedWithIt() {
        TemplateTrial trial = new TemplateTrial(directory)
                .file("sub/main.pkr.hcl", "oops = 1\n")
                .template("sub/")
                .run();
        assertThat(trial.summaries()).containsExactly("sub/main.pkr.hcl:1,1-5: Unsupported argument");
        assertThat(trial.read.scope().root()).isEqualTo("sub/");
    }

    @Test
    void aTemplateThatIsNotThereIsNamed() {
        assertThat(new TemplateTrial(directory).template("nope.pkr.hcl").run().messages())
                .containsExactly("-: error: Template not found | There is no file or directory \"nope.pkr.hcl\" in "
                        + directory + ".");
    }

    @Test
    void aDirectoryWithoutTemplatesIsAnError() {
        assertThat(new TemplateTrial(directory)
                        .file("readme.txt", "x")
                        .template(".")
                        .run()
                        .messages())
                .containsExactly("-: error: Could not find any config file in . | A config file must be suffixed with"
                        + " `.pkr.hcl` or `.pkr.json`. A folder can be referenced.");
    }

    @Test
    void aFileThatIsNotNamedAsHcl2IsALegacyJsonTemplate() {
        assertThat(new TemplateTrial(directory)
                        .file("old.hcl", "a = 1\n")
                        .template("old.hcl")
                        .run()
                        .messages())
                .containsExactly(
                        "old.hcl:1,1-2: error: Invalid JSON keyword | \"a\" is not a valid JSON keyword.",
                        "-: warning: Read as a legacy JSON template | The file \"old.hcl\" is not named as HCL2 templates"
                                + " are. If it is one, give it a name that ends with .pkr.hcl or .pkr.json.");
    }

    @Test
    void variableFilesThatCannotBeReadAreNamed() {
        assertThat(TemplateTrial.beside(directory, "")
                        .variableFileName("nope.pkrvars.hcl")
                        .variableFile("values.yaml", "a: 1\n")
                        .run()
                        .messages())
                .containsExactly(
                        "-: error: Failed to read file | The configuration file \"nope.pkrvars.hcl\" could not be read: no"
                                + " such file or directory.",
                        "-: error: Could not guess format of values.yaml | A var file must be suffixed with `.hcl` or"
                                + " `.json`.");
    }

    @Test
    void aFileThatIsADirectoryInDisguiseIsSkipped() throws IOException {
        Files.createDirectory(directory.resolve("odd.pkr.hcl"));
        assertThat(TemplateTrial.beside(directory, "").template(".").run().messages())
                .isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreAnErrorOfTheirLine() throws IOException {
        Files.write(
                directory.resolve("main.pkr.hcl"),
                "locals {\n  a = \"\u00e9\"\n}\n".getBytes(StandardCharsets.ISO_8859_1));
        TemplateTrial trial = new TemplateTrial(directory).run();
        assertThat(trial.diagnostics.hasErrors()).isTrue();
        assertThat(trial.summaries()).allMatch(summary -> summary.startsWith("main.pkr.hcl:2,"));
    }

    @Test
    void requiredPluginsAreAccepted() {
        TemplateTrial trial = TemplateTrial.beside(
                        directory,
                        "packer {\n  required_version = \">= 1.7.0, < 2\"\n  required_plugins {\n    docker = {\n"
                                + "      version = \">= 1.0.8, < 2.0.0\"\n      source  = \"github.com/hashicorp/machine\"\n"
                                + "    }\n  }\n}\n")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.read.plugins())
                .extracting(PluginRequirement::name, PluginRequirement::source, PluginRequirement::version)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "docker", "github.com/hashicorp/machine", ">= 1.0.8, < 2.0.0"));
    }

    @Test
    void nothingElseIsSaidOfATemplateForANewerPacker() {
        assertThat(TemplateTrial.of(
                                directory,
                                "packer {\n  required_version = \"~> 9.0\"\n}\nnew_block {\n  from = \"the future\"\n}\n")
                        .run()
                        .summaries())
                .containsExactly("main.pkr.hcl:2,3-30: Unsupported Packer Core version");
    }
}
