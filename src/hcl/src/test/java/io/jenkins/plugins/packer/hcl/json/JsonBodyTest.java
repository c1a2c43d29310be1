package io.jenkins.plugins.packer.hcl.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.BlockHeaders;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
    private static final BodySchema SCHEMA = new BodySchema(
            List.of(new BodySchema.AttributeSchema("size", false), new BodySchema.AttributeSchema("name", false)),
            List.of(
                    new BodySchema.BlockSchema("none", List.of()),
                    new BodySchema.BlockSchema("one", List.of("label")),
                    new BodySchema.BlockSchema("two", List.of("type", "name"))));

    private static Body body(String json) {
        Diagnostics found = new Diagnostics();
        Body body = JsonParser.parseFile(SourceFile.of("f", json), found);
        assertThat(found.asList()).isEmpty();
        return body;
    }

    private static String blocks(BodyContent content) {
        List<String> texts = new ArrayList<>();
        for (Block block : content.blocks()) {
            texts.add(block.type() + block.labels() + "@"
                    + block.definitionRange().start().column());
        }
        return String.join(" ", texts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"none\": {}} | none[]@10",
                "{\"none\": [{}, {}]} | none[]@11 none[]@15",
                "{\"none\": []} | ``",
                "{\"none\": null} | ``",
                "{\"none\": {}, \"none\": {}} | none[]@10 none[]@22",
                "{\"one\": {\"a\": {}, \"b\": [{}, {}]}} | one[a]@15 one[b]@25 one[b]@29",
                "{\"one\": [{\"b\": {}}, {\"a\": {}, \"b\": {}}]} | one[b]@16 one[a]@27 one[b]@36",
                "{\"two\": {\"t\": [{\"n\": {}}, {\"m\": {}}]}} | two[t, n]@22 two[t, m]@33",
                "[{\"none\": {}}, {\"one\": {\"x\": {}}}] | none[]@11 one[x]@30",
            })
    void objectsAndArraysAreBlocks(String json, String expected) {
        Diagnostics found = new Diagnostics();
        assertThat(blocks(body(json).content(SCHEMA, found))).isEqualTo(expected);
        assertThat(found.asList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"siz\": 1} | f:1,2-7: No argument or block type is named \"siz\". Did you mean \"size\"?",
                "{\"size\": 1, \"siz\": 1} | f:1,13-18: No argument or block type is named \"siz\".",
                "{\"size\": 1, \"size\": 2} | f:1,13-19: The argument \"size\" was already set at f:1,2-11.",
                "{\"none\": 5} | f:1,10-11: Either a JSON object or a JSON array is required, representing the contents of one or more \"none\" blocks.",
                "{\"one\": {}} | f:1,9-10: At least one object property is required, whose name represents the one block's label.",
                "{\"one\": [{\"a\": {}}, 5]} | f:1,21-22: A JSON object is required here, to specify label labels for this block.",
                "{\"two\": {\"t\": {\"n\": 1}}} | f:1,21-22: Either a JSON object or a JSON array is required, representing the contents of one or more \"two\" blocks.",
                "[{}, 5] | f:1,6-7: A JSON object is required here, to define arguments and child blocks.",
            })
    void whatDoesNotFitTheSchemaIsReported(String json, String message) {
        Diagnostics found = new Diagnostics();
        body(json).content(SCHEMA, found);
        assertThat(found.asList())
                .extracting(d -> d.subject() + ": " + d.detail())
                .containsExactly(message);
    }

    @Test
    void commentsAreNoProperties() {
        Diagnostics found = new Diagnostics();
        Body body = body("{\"//\": 1, \"size\": 2, \"//\": {\"x\": 1}}");
        assertThat(body.content(SCHEMA, found).attributes()).containsOnlyKeys("size");
        assertThat(body.justAttributes(found)).containsOnlyKeys("size");
        assertThat(found.asList()).isEmpty();
    }

    @Test
    void whatWasTakenIsNotThereAnyMore() {
        BodySchema first = new BodySchema(List.of(new BodySchema.AttributeSchema("size", true)), List.of());
        Diagnostics found = new Diagnostics();
        Body.PartialContent partial =
                body("{\"size\": 1, \"none\": {}, \"x\": 2}").partialContent(first, found);
        assertThat(partial.content().attributes()).containsOnlyKeys("size");
        assertThat(partial.remaining().justAttributes(found)).containsOnlyKeys("none", "x");
        assertThat(partial.remaining().partialContent(SCHEMA, found).content().attributes())
                .isEmpty();
        assertThat(found.asList()).isEmpty();
    }

    @Test
    void somethingMissingIsMissedAtTheClosingBrace() {
        BodySchema required = new BodySchema(List.of(new BodySchema.AttributeSchema("size", true)), List.of());
        Diagnostics found = new Diagnostics();
        body("{\n}").content(required, found);
        assertThat(found.asList())
                .extracting(d -> d.subject() + ": " + d.summary())
                .containsExactly("f:2,1-2: Missing required argument");
    }

    @Test
    void aDynamicBlockGeneratesBlocks() {
        Body body = body("""
                {"none": {"size": 0},
                 "dynamic": {"one": {"for_each": ["a", "b"], "iterator": "it", "labels": ["l-${it.key}"],
                                     "content": {"size": "${it.value}"}}}}
                """);
        EvaluationContext context = EvaluationContext.of(Map.of(), null);
        Diagnostics found = new Diagnostics();
        BodyContent content = DynamicBlocks.expand(body, context).content(SCHEMA, found);
        List<String> values = new ArrayList<>();
        for (Block block : content.blocks("one")) {
            Attribute size = block.body().content(SCHEMA, found).attributes().get("size");
            Value value = DynamicBlocks.evaluate(size.expression(), block.body(), context, found);
            values.add(block.labels() + value.asString());
        }
        assertThat(found.asList()).isEmpty();
        assertThat(values).containsExactly("[l-0]a", "[l-1]b");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a\"', build",
        "', {', build.provisioner",
        "'\"shell\"', build.provisioner[0]",
        "'\"x\"', build.provisioner[0].shell",
        "'\"y\"', build.provisioner[1]",
        "'[]', build.provisioner[1].y",
        "'\"build\"', ",
        "'}} ', build",
    })
    void thePathOfObjectsAroundAPlaceIsItsHeader(String place, String path) {
        String json = "{\"build\":{\"a\": 1, \"provisioner\": [{\"shell\": {\"x\": 1}}, {\"y\": []}]}} ";
        BlockHeaders headers = new JsonBlockHeaders(BlockHeaders.NONE);
        assertThat(headers.around(SourceFile.of("x.pkr.json", json), json.indexOf(place)))
                .isEqualTo(path);
    }

    @Test
    void filesInNativeSyntaxAreAskedElsewhere() {
        BlockHeaders headers = new JsonBlockHeaders((file, offset) -> file.name() + " " + offset);
        assertThat(headers.around(SourceFile.of("x.pkr.hcl", "{"), 3)).isEqualTo("x.pkr.hcl 3");
    }
}
