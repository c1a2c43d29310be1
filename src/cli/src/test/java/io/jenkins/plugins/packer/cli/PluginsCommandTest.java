package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what is built into the engine alone: of the plugins that templates ask for, none. */
class PluginsCommandTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeTemplates() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                packer {
                  required_plugins {
                    shell = {
                      source  = "github.com/example/shell"
                      version = ">= 1.0, < 3"
                    }
                    happycloud = {
                      source  = "github.com/example/happycloud"
                      version = "~> 1.2"
                    }
                  }
                }

                source "null" "one" {
                  communicator = "none"
                }

                build {
                  sources = ["null.one"]
                }
                """);
        Files.writeString(directory.resolve("none.pkr.hcl"), "");
        Files.writeString(
                directory.resolve("wrong.pkr.hcl"), "packer {\n  required_plugins {\n    a = \"1.0\"\n  }\n}\n");
    }

    private ProgramRun run(String... line) {
        return ProgramRun.of(directory, "", line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"init main.pkr.hcl", "init -upgrade main.pkr.hcl", "init -force -upgrade main.pkr.hcl"})
    void initTellsWhatIsThereAndTheWayOutForWhatIsNot(String line) {
        ProgramRun run = run(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("Plugin github.com/example/shell is built in: provisioner shell, provisioner shell-local")
                .contains("Failed getting the \"github.com/example/happycloud\" plugin: happycloud is required at"
                        + " main.pkr.hcl:7,")
                .contains("PACKER_COMPONENTS_PATH", "take the requirement out");
    }

    @Test
    void initOfATemplateWithoutRequirementsSucceeds() {
        ProgramRun run = run("init", "none.pkr.hcl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("No plugins requirement found");
    }

    @Test
    void initShowsMistakesOfTheTemplate() {
        ProgramRun run = run("init", "wrong.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("Invalid plugin requirement");
    }

    @Test
    void requiredListsWhatATemplateAsksFor() {
        ProgramRun run = run("plugins", "required", "main.pkr.hcl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("shell github.com/example/shell \">= 1.0, < 3\" built in: provisioner shell,")
                .contains("happycloud github.com/example/happycloud \"~> 1.2\" not built in\n");
    }

    @Test
    void installedListsWhatIsBuiltIn() {
        ProgramRun run = run("plugins", "installed");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .startsWith("built in\n    builder: file, null\n")
                .contains("    data-source: http, null");
        assertThat(run("-machine-readable", "plugins", "installed").output()).contains(",,ui,message,built in");
    }

    @Test
    void installSucceedsForWhatIsBuiltInAndIsRefusedForTheRest() {
        ProgramRun there = run("plugins", "install", "github.com/example/shell", "v1.2.3");
        assertThat(there.exitCode()).isZero();
        assertThat(there.output()).contains("There is nothing to install.");
        ProgramRun missing = run("plugins", "install", "-force", "github.com/example/happycloud");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.output()).contains("is not built in", "PACKER_COMPONENTS_PATH");
        ProgramRun file = run("plugins", "install", "-path", "./x", "github.com/example/shell");
        assertThat(file.exitCode()).isEqualTo(1);
        assertThat(file.output()).contains("cannot be installed from ./x");
    }

    @Test
    void removeRemovesNothing() {
        ProgramRun missing = run("plugins", "remove", "github.com/example/happycloud");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.output()).contains("No installed plugin found matching the plugin constraints");
        assertThat(run("plugins", "remove", "github.com/example/shell", "1.0").output())
                .contains("is built in and cannot be removed");
    }

    @Test
    void pluginsAloneShowsItsCommands() {
        ProgramRun run = run("plugins");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("installed", "required", "install", "remove");
        assertThat(run("plugins", "required", "-help").output()).contains("packer plugins required");
        assertThat(run("plugins", "nope").exitCode()).isEqualTo(1);
    }

    @Test
    void aTemplateThatRequiresWhatIsNotThereIsWarnedOf() {
        ProgramRun run = run("validate", "main.pkr.hcl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("Warning: Plugin github.com/example/happycloud is not built in")
                .contains("on main.pkr.hcl line 7")
                .contains("Template validated successfully.")
                .doesNotContain("github.com/example/shell is not");
    }
}
