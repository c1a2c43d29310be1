package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A value of a file in HCL's JSON syntax, as it was written. Whether it is an attribute's value or a block is known only
 * to a reader with a {@link BodySchema}.
 * (<a href="https://github.com/hashicorp/hcl/blob/main/json/spec.md">specification</a>)
 */
public sealed interface JsonNode {

    /** All of the value. */
    SourceRange range();

    /** Where a message about the whole points: the opening bracket of what has one. */
    default SourceRange startRange() {
        return range();
    }

    private static SourceRange first(SourceRange range) {
        SourcePosition start = range.start();
        return new SourceRange(
                range.filename(), start, new SourcePosition(start.line(), start.column() + 1, start.offset() + 1));
    }

    private static SourceRange last(SourceRange range) {
        SourcePosition end = range.end();
        return new SourceRange(
                range.filename(), new SourcePosition(end.line(), end.column() - 1, end.offset() - 1), end);
    }

    /**
     * A string: depending on who reads it, text, a template, a reference, a type or a call.
     *
     * @param value the text, without quotes and escapes
     * @param range quotes included
     * @param file where it was written
     */
    record TextNode(String value, SourceRange range, SourceFile file) implements JsonNode {

        /** Whether the text as a template is sure to be that text. */
        public boolean isPlain() {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '$' || c == '%' || c == '\uFEFF' || c < ' ' && c != '\n' && c != '\t') {
                    return false;
                }
            }
            return true;
        }

        /** The text read as a template; positions are those in the file. */
        public Expression template(Diagnostics diagnostics) {
            SourceFile text = text();
            return HclParser.parseTemplate(text, places(text), diagnostics);
        }

        /** The text read as an expression; positions are those in the file. */
        public Expression expression(Diagnostics diagnostics) {
            SourceFile text = text();
            return HclParser.parseExpression(text, places(text), diagnostics);
        }

        private SourceFile text() {
            return new SourceFile(file.name(), value.getBytes(StandardCharsets.UTF_8));
        }

        private SourcePlaces places(SourceFile text) {
            return new JsonStringPlaces(file.bytes(), range.start(), range.end().offset() - 1, text.bytes().length);
        }
    }

    /**
     * A number.
     *
     * @param text as it was written, which is sound and not beyond what can be calculated with
     * @param range all of it
     */
    record NumberNode(String text, SourceRange range) implements JsonNode {}

    /**
     * {@code true} or {@code false}.
     *
     * @param value which
     * @param range the word
     */
    record BooleanNode(boolean value, SourceRange range) implements JsonNode {}

    /**
     * {@code null}.
     *
     * @param range the word
     */
    record NullNode(SourceRange range) implements JsonNode {}

    /**
     * {@code [a, b]}.
     *
     * @param elements elements
     * @param range from bracket to bracket
     */
    record ArrayNode(List<JsonNode> elements, SourceRange range) implements JsonNode {
        public ArrayNode {
            elements = List.copyOf(elements);
        }

        @Override
        public SourceRange startRange() {
            return first(range);
        }
    }

    /**
     * <code>{"name": value}</code>.
     *
     * @param properties in source order; the same name may be there more than once
     * @param range from brace to brace
     */
    record ObjectNode(List<Property> properties, SourceRange range) implements JsonNode {
        public ObjectNode {
            properties = List.copyOf(properties);
        }

        @Override
        public SourceRange startRange() {
            return first(range);
        }

        /** The closing brace. */
        public SourceRange closeRange() {
            return last(range);
        }
    }

    /**
     * One property of an object.
     *
     * @param name its name, which is a template where the object is an attribute's value
     * @param value its value
     */
    record Property(TextNode name, JsonNode value) {}

    /**
     * Stands where a mistake left no value; the mistake was reported. As an expression it is unknown.
     *
     * @param range what was not understood
     */
    record InvalidNode(SourceRange range) implements JsonNode {}
}
