package io.jenkins.plugins.packer.hcl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.testing.SampleVariables;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicBlocksTest {
    private static final BodySchema SCHEMA = new BodySchema(
            List.of(new AttributeSchema("v", false)),
            List.of(new BlockSchema("item", List.of()), new BlockSchema("named", List.of("name"))));

    private final Diagnostics diagnostics = new Diagnostics();

    private Body body(String source) {
        Body body = HclParser.parseFile(SourceFile.of("f", source), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        return DynamicBlocks.expand(body, SampleVariables.context());
    }

    /** All of a body in one line: values of {@code v} and the blocks with their labels. */
    private String read(Body body) {
        List<String> parts = new ArrayList<>();
        BodyContent content = body.content(SCHEMA, diagnostics);
        for (Attribute attribute : content.attributes().values()) {
            Value value = DynamicBlocks.evaluate(attribute.expression(), body, SampleVariables.context(), diagnostics);
            parts.add(value.toString());
        }
        for (Block block : content.blocks()) {
            parts.add(block.type() + String.join(",", block.labels()) + read(block.body()));
        }
        return parts.toString();
    }

    @Test
    void aBlockIsGeneratedForEachElementAmongTheWrittenOnes() {
        assertThat(read(body("""
                        item { v = 0 }
                        dynamic "item" {
                          for_each = ls
                          content { v = "${item.key}${item.value}" }
                        }
                        item { v = 9 }
                        """))).isEqualTo("[item[0], item[\"0a\"], item[\"1b\"], item[9]]");
        assertThat(diagnostics.asList()).isEmpty();
    }

    @Test
    void iteratorsLabelsAndNesting() {
        assertThat(read(body("""
                        dynamic "named" {
                          for_each = ms
                          iterator = outer
                          labels   = ["l-${outer.key}"]
                          content {
                            v = outer.value
                            item { v = outer.key }
                            dynamic "item" {
                              for_each = [outer.value]
                              content { v = "${outer.key}${item.value}" }
                            }
                          }
                        }
                        """)))
                .isEqualTo(
                        "[namedl-a[\"1\", item[\"a\"], item[\"a1\"]], namedl-b[\"two\", item[\"b\"], item[\"btwo\"]]]");
        assertThat(diagnostics.asList()).isEmpty();
    }

    @Test
    void anUnknownCollectionYieldsOneBlockWhoseValuesAreUnknown() {
        Body body = body("dynamic \"item\" {\n for_each = ul\n content { v = 5 }\n}\n");
        Block block = body.content(SCHEMA, diagnostics).blocks().get(0);
        assertThat(DynamicBlocks.isUnknown(block.body())).isTrue();
        assertThat(read(body)).isEqualTo("[item[(unknown any)]]");
    }

    @Test
    void aSensitiveCollectionMarksTheValuesOfItsBlocks() {
        assertThat(read(body("dynamic \"item\" {\n for_each = xl\n content { v = 5 }\n}\n")))
                .isEqualTo("[item[(marked number)], item[(marked number)]]");
    }

    @Test
    void aPartialReadingLeavesTheRest() {
        Body body = body("v = 1\nitem {}\ndynamic \"item\" {\n for_each = ls\n content {}\n}\nnamed \"a\" {}\n");
        BodySchema first = new BodySchema(List.of(), List.of(new BlockSchema("item", List.of())));
        Body.PartialContent partial = body.partialContent(first, diagnostics);
        assertThat(partial.content().blocks()).hasSize(3);
        assertThat(read(partial.remaining())).isEqualTo("[1, nameda[]]");
        assertThat(diagnostics.asList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "item | for_each = 5 | content {} | Cannot use a number value in for_each.",
                "item | for_each = nl | content {} | Cannot use a null value in for_each.",
                "item | for_each = ls | v = 1 | Unsupported argument",
                "item | for_each = ls | # nothing | Missing dynamic content block",
                "nope | for_each = ls | content {} | Blocks of type \"nope\" are not expected here.",
                "named | for_each = ls | content {} | Missing required argument",
                "item | iterator = a.b | content {} | Missing required argument",
                "item | for_each = nothing | content {} | Unknown variable"
            })
    void aMistakeIsExplained(String type, String first, String second, String part) {
        read(body("dynamic \"" + type + "\" {\n" + first + "\n" + second + "\n}\n"));
        assertThat(diagnostics.asList())
                .extracting(Diagnostic::summary, Diagnostic::detail)
                .anySatisfy(found -> assertThat(found.toString()).contains(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "us", "ns", "ls"})
    void aLabelMustBeKnownTextAndNoSecret(String label) {
        read(body("dynamic \"named\" {\nfor_each = [1]\nlabels = [" + label + "]\ncontent {}\n}\n"));
        assertThat(diagnostics.asList()).extracting(Diagnostic::summary).containsExactly("Invalid dynamic block label");
    }

    @Test
    void variablesOfABodyAreFoundWithoutItsIterators() {
        Body body = HclParser.parseFile(SourceFile.of("f", """
                        v = one
                        dynamic "item" {
                          for_each = two
                          iterator = it
                          content { v = "${it.value}${three}" }
                        }
                        """), diagnostics);
        BodyVariables.Visit visit = BodyVariables.of(body).visit(SCHEMA);
        assertThat(visit.variables()).extracting(Traversal::rootName).containsExactly("one", "two");
        assertThat(visit.children().get(0).body().visit(SCHEMA).variables())
                .extracting(Traversal::rootName)
                .containsExactly("three");
        assertThat(BodyVariables.forExpansion(body).visit(SCHEMA).variables())
                .extracting(Traversal::rootName)
                .containsExactly("two");
    }
}
