package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalsTest {
    @TempDir
    private Path directory;

    private TemplateTrial locals(String text) {
        return TemplateTrial.beside(directory, text).run();
    }

    @Test
    void localsReferToEachOtherInAnyOrderAcrossBlocksAndFiles() {
        TemplateTrial trial = TemplateTrial.beside(
                        directory,
                        "locals {\n  c = \"${local.b}c\"\n  d = local[\"c\"]\n}\nlocal \"b\" {\n"
                                + "  expression = \"${local.a}b\"\n}\n")
                .file("a.pkr.hcl", "locals {\n  a = \"a\"\n}\n")
                .template(".")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.local("c").asString()).isEqualTo("abc");
        assertThat(trial.local("d").asString()).isEqualTo("abc");
        assertThat(trial.read.locals()).extracting(LocalVariable::name).containsExactly("a", "c", "d", "b");
    }

    @Test
    void chainsMayBeLongerThanPackersTenSteps() {
        StringBuilder text = new StringBuilder("locals {\n  l0 = \"x\"\n");
        for (int i = 40; i > 0; i--) {
            text.append("  l").append(i).append(" = local.l").append(i - 1).append("\n");
        }
        TemplateTrial trial = locals(text + "}\n");
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.local("l40").asString()).isEqualTo("x");
    }

    @Test
    void aCycleIsNamedStepByStep() {
        assertThat(locals("locals {\n  a = local.b\n  b = \"${local.c}!\"\n  c = local.a\n  d = local.a\n}\n")
                        .messages())
                .containsExactly(
                        "main.pkr.hcl:2,7-14: error: Cycle in local variables | local.a refers to local.b, which"
                                + " refers to local.c, which refers back to local.a. The value of a local cannot depend on"
                                + " itself: break the circle.");
    }

    @Test
    void aLocalThatRefersToItselfIsACycle() {
        assertThat(locals("locals {\n  a = local.a\n}\n").messages())
                .containsExactly("main.pkr.hcl:2,7-14: error: Cycle in local variables | local.a refers to itself. The"
                        + " value of a local cannot depend on itself: break the circle.");
    }

    @Test
    void twoCyclesAreTwoErrors() {
        assertThat(locals("locals {\n  a = local.b\n  b = local.a\n  x = local.y\n  y = local.x\n}\n")
                        .summaries())
                .containsExactly(
                        "main.pkr.hcl:2,7-14: Cycle in local variables",
                        "main.pkr.hcl:4,7-14: Cycle in local variables");
    }

    @Test
    void namesThatAForExpressionBindsAreNoReferences() {
        TemplateTrial trial = locals("locals {\n  a = [for local in [{ a = 1 }] : local.a]\n}\n");
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.local("a").length()).isEqualTo(1);
    }

    @Test
    void aMissingLocalIsPointedAtAndDoesNotCauseFurtherErrors() {
        assertThat(locals("locals {\n  a = local.nope\n  b = local.a.x\n  c = upper(local.b)\n}\n")
                        .summaries())
                .containsExactly("main.pkr.hcl:2,12-17: Unsupported attribute");
    }

    @Test
    void aDuplicateNamesTheFirstDefinition() {
        assertThat(locals("locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n").messages())
                .containsExactly(
                        "main.pkr.hcl:5,7-8: error: Duplicate local definition | Local variable \"a\" is defined"
                                + " twice in your templates. Other definition found at \"main.pkr.hcl:2,7-8\"");
    }

    @Test
    void theTemplateKnowsItsPathsAndTheVersion() {
        TemplateTrial trial = TemplateTrial.beside(directory, "")
                .file("sub/main.pkr.hcl", "locals {\n  a = \"${path.root} ${packer.version}\"\n  b = path.cwd\n}\n")
                .template("sub/main.pkr.hcl")
                .run();
        assertThat(trial.local("a").asString()).isEqualTo("sub 1.16.0");
        assertThat(trial.local("b").asString()).isEqualTo(directory.toString());
    }
}
