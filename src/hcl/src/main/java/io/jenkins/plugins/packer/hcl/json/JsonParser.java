package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads HCL's JSON syntax (<a href="https://github.com/hashicorp/hcl/blob/main/json/spec.md">specification</a>). A value
 * that is wrong in itself is reported and reading goes on behind it; after a missing bracket, comma or colon nobody
 * knows what was meant, so reading ends there. Nothing is thrown, whatever the bytes.
 */
public final class JsonParser {
    /** As deep as native syntax may nest. */
    private static final int MAX_DEPTH = 200;

    private static final String VALUE_STARTS =
            "A JSON value must start with a brace, a bracket, a number, a string, or a keyword.";
    private static final String NO_COLON = "Missing property value colon";
    private static final String NO_COMMA = "Missing attribute separator comma";
    private static final List<String> WORDS = List.of("false", "true", "null");

    private final JsonScanner scanner;
    private final Diagnostics diagnostics;
    private int depth;

    /** Whether a mistake was found. */
    private boolean faulty;

    /** Whether a mistake was found behind which there is no sense in reading on. */
    private boolean lost;

    private JsonParser(SourceFile file, Diagnostics diagnostics) {
        this.scanner = new JsonScanner(file);
        this.diagnostics = diagnostics;
    }

    /** Reads a whole file; where it is not understood, its body is empty. */
    public static Body parseFile(SourceFile file, Diagnostics diagnostics) {
        JsonParser parser = new JsonParser(file, diagnostics);
        JsonNode root = parser.document();
        if (root instanceof JsonNode.ObjectNode || root instanceof JsonNode.ArrayNode) {
            return new JsonBody(root);
        }
        if (!parser.faulty) {
            diagnostics.error(
                    "Root value must be object",
                    "The root value in a JSON-based configuration must be either a JSON object or a JSON array of"
                            + " objects.",
                    root.startRange());
        }
        return new JsonBody(new JsonNode.ObjectNode(List.of(), SourceRange.startOf(file.name())));
    }

    /** Reads one value that fills the file. */
    public static Expression parseExpression(SourceFile file, Diagnostics diagnostics) {
        return new Expression.Json(parse(file, diagnostics));
    }

    /** Reads one value that fills the file, for a reader that knows what the value means. */
    public static JsonNode parse(SourceFile file, Diagnostics diagnostics) {
        return new JsonParser(file, diagnostics).document();
    }

    /** An object, or an array of objects whose properties are taken together, as a body. */
    public static Body body(JsonNode value) {
        return new JsonBody(value);
    }

    private JsonNode document() {
        JsonNode root = value();
        if (!faulty && scanner.type() != JsonScanner.END) {
            fail("Extraneous data after value", "Extra characters appear after the JSON value.", scanner.range());
        }
        return lost
                ? new JsonNode.InvalidNode(SourceRange.startOf(scanner.file().name()))
                : root;
    }

    private void error(String summary, String detail, SourceRange subject) {
        faulty = true;
        diagnostics.error(summary, detail, subject);
    }

    /** Reports a mistake after which reading ends. */
    private JsonNode fail(String summary, String detail, SourceRange subject) {
        error(summary, detail, subject);
        lost = true;
        return new JsonNode.InvalidNode(subject);
    }

    private JsonNode value() {
        return switch (scanner.type()) {
            case '{', '[' -> nested();
            case JsonScanner.STRING -> string();
            case JsonScanner.NUMBER -> number();
            case JsonScanner.WORD -> word();
            case '}' -> fail("Missing JSON value", VALUE_STARTS, scanner.range());
            case ']' -> fail("Missing array element value", VALUE_STARTS, scanner.range());
            case JsonScanner.END -> fail("Missing value", "The JSON data ends prematurely.", scanner.range());
            default -> fail("Invalid start of value", VALUE_STARTS, scanner.range());
        };
    }

    private JsonNode nested() {
        if (depth == MAX_DEPTH) {
            return fail("Nesting too deep", "Values are nested too deeply here.", scanner.range());
        }
        depth++;
        JsonNode value = scanner.type() == '{' ? object() : array();
        depth--;
        return value;
    }

    private JsonNode string() {
        SourceRange range = scanner.range();
        JsonString string = scanner.string();
        String mistake = string.mistake();
        SourceRange place = string.mistakeRange();
        if (mistake != null) {
            error("Invalid JSON string", mistake, place == null ? range : place);
            lost |= !string.isClosed();
        }
        scanner.next();
        return mistake == null
                ? new JsonNode.TextNode(string.value(), range, scanner.file())
                : new JsonNode.InvalidNode(range);
    }

    private JsonNode number() {
        SourceRange range = scanner.range();
        String text = scanner.text();
        String mistake = JsonNumber.mistake(text);
        scanner.next();
        if (mistake != null) {
            error("Invalid JSON number", mistake, range);
            return new JsonNode.InvalidNode(range);
        }
        return new JsonNode.NumberNode(text, range);
    }

    private JsonNode word() {
        SourceRange range = scanner.range();
        String word = scanner.text();
        scanner.next();
        switch (word) {
            case "true", "false":
                return new JsonNode.BooleanNode(word.equals("true"), range);
            case "null":
                return new JsonNode.NullNode(range);
            case "undefined", "NaN", "Infinity":
                error(
                        "Invalid JSON keyword",
                        "The JavaScript identifier \"" + word + "\" cannot be used in JSON.",
                        range);
                break;
            default:
                String similar = SimilarName.to(word, WORDS).orElse(null);
                error(
                        "Invalid JSON keyword",
                        "\"" + word + "\" is not a valid JSON keyword."
                                + (similar == null ? "" : " Did you mean \"" + similar + "\"?"),
                        range);
        }
        return new JsonNode.InvalidNode(range);
    }

    private JsonNode object() {
        SourceRange open = scanner.range();
        scanner.next();
        List<JsonNode.Property> properties = new ArrayList<>(4);
        while (scanner.type() != '}') {
            JsonNode.Property property = property();
            if (property != null) {
                properties.add(property);
            }
            if (lost) {
                return new JsonNode.InvalidNode(open);
            }
            SourceRange range = scanner.range();
            switch (scanner.type()) {
                case '}' -> {}
                case ',' -> {
                    scanner.next();
                    if (scanner.type() == '}') {
                        return fail(
                                "Trailing comma in object",
                                "JSON does not permit a trailing comma after the final property in an object.",
                                range);
                    }
                }
                case JsonScanner.END -> {
                    return fail("Unclosed object", "No closing brace was found for this JSON object.", open);
                }
                case ']' -> {
                    return fail(
                            "Mismatched braces", "A JSON object must be closed with a brace, not a bracket.", range);
                }
                default -> {
                    return fail(NO_COMMA, "A comma must appear between each property definition in an object.", range);
                }
            }
        }
        SourceRange range = SourceRange.between(open, scanner.range());
        scanner.next();
        return new JsonNode.ObjectNode(properties, range);
    }

    /** A property, or null where it has no usable name. */
    private JsonNode.@Nullable Property property() {
        boolean named = scanner.type() == JsonScanner.STRING;
        boolean faultyBefore = faulty;
        faulty = false;
        JsonNode name = value();
        if (!named && !faulty) {
            fail("Invalid object property name", "A JSON object property name must be a string", name.startRange());
        }
        lost |= !named;
        faulty |= faultyBefore;
        if (lost || !colon()) {
            return null;
        }
        JsonNode value = value();
        return name instanceof JsonNode.TextNode text ? new JsonNode.Property(text, value) : null;
    }

    private boolean colon() {
        SourceRange range = scanner.range();
        switch (scanner.type()) {
            case ':':
                scanner.next();
                return true;
            case '}', ',':
                fail(
                        "Missing object value",
                        "A JSON object attribute must have a value, introduced by a colon.",
                        range);
                return false;
            case '=':
                fail(NO_COLON, "JSON uses a colon as its name/value delimiter, not an equals sign.", range);
                return false;
            default:
                fail(NO_COLON, "A colon must appear between an object property's name and its value.", range);
                return false;
        }
    }

    private JsonNode array() {
        SourceRange open = scanner.range();
        scanner.next();
        List<JsonNode> elements = new ArrayList<>(4);
        while (scanner.type() != ']') {
            elements.add(value());
            if (lost) {
                return new JsonNode.InvalidNode(open);
            }
            SourceRange range = scanner.range();
            switch (scanner.type()) {
                case ']' -> {}
                case ',' -> {
                    scanner.next();
                    if (scanner.type() == ']') {
                        return fail(
                                "Trailing comma in array",
                                "JSON does not permit a trailing comma after the final value in an array.",
                                range);
                    }
                }
                case ':' -> {
                    return fail(
                            "Invalid array value", "A colon is not used to introduce values in a JSON array.", range);
                }
                case JsonScanner.END -> {
                    return fail("Unclosed array", "No closing bracket was found for this JSON array.", open);
                }
                case '}' -> {
                    return fail(
                            "Mismatched brackets", "A JSON array must be closed with a bracket, not a brace.", range);
                }
                default -> {
                    return fail(NO_COMMA, "A comma must appear between each value in an array.", range);
                }
            }
        }
        SourceRange range = SourceRange.between(open, scanner.range());
        scanner.next();
        return new JsonNode.ArrayNode(elements, range);
    }
}
