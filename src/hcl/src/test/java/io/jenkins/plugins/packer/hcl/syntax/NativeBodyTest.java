package io.jenkins.plugins.packer.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeBodyTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private static final BodySchema SCHEMA = new BodySchema(
            List.of(new AttributeSchema("image", true), new AttributeSchema("commit", false)),
            List.of(new BlockSchema("source", List.of("type", "name")), new BlockSchema("build", List.of())));

    private NativeBody body(String text) {
        NativeBody body = (NativeBody) HclParser.parseFile(SourceFile.of("f", text), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        return body;
    }

    @Test
    void contentHasWhatTheSchemaNamesInSourceOrder() {
        BodyContent content =
                body("commit = true\nsource \"a\" \"b\" {\n}\nimage = 1\nbuild {\n}\nsource \"c\" \"d\" {\n}\n")
                        .content(SCHEMA, diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(content.attributes().keySet()).containsExactly("commit", "image");
        assertThat(content.blocks()).extracting(Block::type).containsExactly("source", "build", "source");
        assertThat(content.blocks("source"))
                .extracting(Block::labels)
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image = 1;comit = 2       | Unsupported argument | f:2,1-6 | An argument named \"comit\" is not expected here. Did you mean \"commit\"?",
                "image = 1;imagee = 2      | Unsupported argument | f:2,1-7 | An argument named \"imagee\" is not expected here.",
                "image = 1;other = 2       | Unsupported argument | f:2,1-6 | An argument named \"other\" is not expected here.",
                "image = 1;build = 2       | Unsupported argument | f:2,1-6 | An argument named \"build\" is not expected here. Did you mean to define a block of type \"build\"?",
                "image = 1;bild {};        | Unsupported block type | f:2,1-5 | Blocks of type \"bild\" are not expected here. Did you mean \"build\"?",
                "image = 1;image {};       | Unsupported block type | f:2,1-6 | Blocks of type \"image\" are not expected here. Did you mean to define argument \"image\"? If so, use the equals sign to assign it a value.",
                "image = 1;zzzzzzzz {};    | Unsupported block type | f:2,1-9 | Blocks of type \"zzzzzzzz\" are not expected here.",
                "commit = 1                | Missing required argument | f:1,1-1 | The argument \"image\" is required, but no definition was found.",
                "image = 1;source \"a\" {}; | Missing name for source | f:2,12-13 | All source blocks must have 2 labels (type, name).",
                "image = 1;source a b c {};| Extraneous label for source | f:2,12-13 | Only 2 labels (type, name) are expected for source blocks.",
                "image = 1;build \"x\" {}; | Extraneous label for build | f:2,7-10 | No labels are expected for build blocks."
            })
    void contentReportsWhatTheSchemaDoesNotAllow(String text, String summary, String place, String detail) {
        body(text.replace(';', '\n')).content(SCHEMA, diagnostics);
        assertThat(diagnostics.asList()).hasSize(1).first().satisfies(diagnostic -> {
            assertThat(diagnostic.summary()).isEqualTo(summary);
            assertThat(diagnostic.subject()).hasToString(place);
            assertThat(diagnostic.detail()).isEqualTo(detail);
        });
    }

    @Test
    void partialContentLeavesTheRestToAnotherSchema() {
        Body.PartialContent first = body("a = 1\nb = 2\nc {\n}\nd {\n}\n")
                .partialContent(
                        new BodySchema(
                                List.of(new AttributeSchema("a", true)), List.of(new BlockSchema("c", List.of()))),
                        diagnostics);
        assertThat(first.content().attributes().keySet()).containsExactly("a");
        assertThat(first.content().blocks()).extracting(Block::type).containsExactly("c");

        BodyContent rest = first.remaining()
                .content(
                        new BodySchema(
                                List.of(new AttributeSchema("b", true)), List.of(new BlockSchema("d", List.of()))),
                        diagnostics);
        assertThat(rest.attributes().keySet()).containsExactly("b");
        assertThat(rest.blocks()).extracting(Block::type).containsExactly("d");
        assertThat(first.remaining().justAttributes(new Diagnostics()).keySet()).containsExactly("b");
        assertThat(diagnostics.asList()).isEmpty();
    }

    @Test
    void anAttributeThatWasTakenIsMissingFromTheRest() {
        BodySchema schema = new BodySchema(List.of(new AttributeSchema("a", true)), List.of());
        body("a = 1\n").partialContent(schema, diagnostics).remaining().content(schema, diagnostics);
        assertThat(diagnostics.asList()).extracting(Diagnostic::summary).containsExactly("Missing required argument");
    }

    @Test
    void justAttributesRefusesBlocksAndReturnsTheAttributesAllTheSame() {
        assertThat(body("a = 1\nb {\n}\nc = 2\n").justAttributes(diagnostics).keySet())
                .containsExactly("a", "c");
        assertThat(diagnostics.asList()).extracting(Diagnostic::summary).containsExactly("Unexpected \"b\" block");
    }

    @Test
    void missingItemsBelongAtTheOpeningBrace() {
        Body inner = body("b {\n}\n").blocks().get(0).body();
        assertThat(inner.missingItemRange()).hasToString("f:1,3-3");
    }

    @Test
    void namesTheBlockAroundAPlace() {
        SourceFile file = SourceFile.of("f", "a = 1\nsource \"docker\" \"x\" {\n  b {\n    c = 1\n  }\n}\nbuild {}\n");
        NativeBlockHeaders headers = new NativeBlockHeaders();
        assertThat(headers.around(file, 0)).isNull();
        assertThat(headers.around(file, 40)).isEqualTo("source \"docker\" \"x\"");
        assertThat(headers.around(file, file.bytes().length - 3)).isEqualTo("build");
        assertThat(headers.around(SourceFile.of("g.json", "{}"), 0)).isNull();
    }
}
