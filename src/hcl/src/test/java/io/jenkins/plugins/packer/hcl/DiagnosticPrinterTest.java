package io.jenkins.plugins.packer.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import io.jenkins.plugins.packer.hcl.syntax.NativeBody;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {
    private static final SourceFile MAIN = SourceFile.of(
            "main.pkr.hcl", "source \"docker\" \"x\" {\n\n  imagee = \"y\"\n}\n\tä = 1\r\nlong = [\n  1,\n]\n");

    private static DiagnosticPrinter printer(int width, boolean colour) {
        return new DiagnosticPrinter(Map.of(MAIN.name(), MAIN)::get, new NativeBlockHeaders(), width, colour);
    }

    private static SourceRange range(int line, int column, int offset, int endLine, int endColumn, int endOffset) {
        return new SourceRange(
                MAIN.name(),
                new SourcePosition(line, column, offset),
                new SourcePosition(endLine, endColumn, endOffset));
    }

    private static final SourceRange IMAGEE = range(3, 3, 25, 3, 9, 31);

    @Test
    void showsPlaceBlockLineMarksAndDetail() {
        Diagnostics diagnostics = new Diagnostics();
        NativeBody body = (NativeBody) HclParser.parseFile(MAIN, diagnostics);
        body.blocks()
                .get(0)
                .body()
                .content(
                        new BodySchema(List.of(new BodySchema.AttributeSchema("image", false)), List.of()),
                        diagnostics);

        assertThat(printer(78, false).print(diagnostics.asList())).isEqualTo("""
                Error: Unsupported argument

                  on main.pkr.hcl line 3, in source "docker" "x":
                   3:   imagee = "y"
                        ^^^^^^

                An argument named "imagee" is not expected here. Did you mean "image"?

                """);
    }

    @Test
    void underlinesInsteadOfMarkingWithColour() {
        assertThat(printer(0, true).print(Diagnostic.error("Bad", "", IMAGEE)))
                .isEqualTo("\u001B[31mError\u001B[0m: Bad\n\n  on main.pkr.hcl line 3, in source \"docker\" \"x\":\n"
                        + "   3:   \u001B[1;4mimagee\u001B[0m = \"y\"\n\n");
        assertThat(printer(0, true).print(Diagnostic.warning("Odd", "", null)))
                .isEqualTo("\u001B[33mWarning\u001B[0m: Odd\n\n");
    }

    @Test
    void showsContextLinesAroundTheSubjectAndMarksTheSubjectOnly() {
        SourceRange context = range(1, 1, 0, 3, 9, 31);
        assertThat(printer(0, false).print(Diagnostic.error("Bad", "", IMAGEE).withContext(context)))
                .contains("   1: source \"docker\" \"x\" {\n   2: \n   3:   imagee = \"y\"\n        ^^^^^^\n\n");
    }

    @Test
    void keepsTabsBeforeMarksAndCountsClusters() {
        assertThat(printer(0, false).print(Diagnostic.error("Bad", "", range(5, 2, 41, 5, 3, 43))))
                .contains("on main.pkr.hcl line 5:\n   5: \tä = 1\n      \t^\n");
    }

    @Test
    void doesNotMarkSubjectsOfSeveralLines() {
        assertThat(printer(0, false).print(Diagnostic.error("Bad", "", range(6, 8, 56, 8, 2, 64))))
                .contains("   6: long = [\n   7:   1,\n   8: ]\n\n")
                .doesNotContain("^");
    }

    @Test
    void marksTheEndOfTheLineForAMissingPart() {
        assertThat(printer(0, false).print(Diagnostic.error("Bad", "", range(6, 9, 57, 7, 1, 58))))
                .contains("   6: long = [\n              ^\n\n");
    }

    @Test
    void saysWhenTheSourceIsNotKnown() {
        assertThat(printer(0, false).print(Diagnostic.error("Bad", "Text.", SourceRange.startOf("other.hcl"))))
                .isEqualTo("Error: Bad\n\n  on other.hcl line 1:\n  (source code not available)\n\nText.\n\n");
    }

    @Test
    void showsValues() {
        Diagnostic diagnostic = Diagnostic.error("Bad", "Text.", IMAGEE)
                .withValues(List.of(
                        new Diagnostic.ShownValue("var.a", "as \"y\""),
                        new Diagnostic.ShownValue("var.b", "set to null")));
        assertThat(printer(0, false).print(diagnostic))
                .endsWith("\n\nwith var.a as \"y\",\n     var.b set to null.\n\nText.\n\n");
    }

    @Test
    void sortsByFileAndPlaceAndDropsDuplicates() {
        Diagnostic late = Diagnostic.error("Late", "", IMAGEE);
        Diagnostic early = Diagnostic.warning("Early", "", range(1, 1, 0, 1, 7, 6));
        Diagnostic other = Diagnostic.error("Other", "", SourceRange.startOf("a.hcl"));
        Diagnostic general = Diagnostic.error("General", "", null);
        String text = printer(0, false).print(List.of(late, early, late, other, general));
        assertThat(text.lines().filter(line -> line.contains(": ") && !line.startsWith(" ")))
                .containsExactly("Error: General", "Error: Other", "Warning: Early", "Error: Late");
    }

    @Test
    void wrapsDetailsAtBlanksOnly() {
        Diagnostic diagnostic = Diagnostic.error("Bad", "one two three fourfourfourfour five\n\nsix seven eight", null);
        assertThat(printer(10, false).print(diagnostic))
                .isEqualTo("Error: Bad\n\none two\nthree\nfourfourfourfour\nfive\n\nsix seven\neight\n\n");
    }

    @Test
    void doesNotLetControlCharactersThrough() {
        SourceFile file = SourceFile.of("f", "a = \"\u001B[2J\"\n");
        DiagnosticPrinter printer = new DiagnosticPrinter(name -> file, BlockHeaders.NONE, 0, false);
        assertThat(printer.print(Diagnostic.error("Bad", "", SourceRange.startOf("f"))))
                .doesNotContain("\u001B");
    }
}
