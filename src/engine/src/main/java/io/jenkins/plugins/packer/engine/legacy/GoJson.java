package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Go programs have it that do not know its form: maps sorted by name, lists, texts, doubles, booleans and null;
 * written as {@code encoding/json} does, indented by two spaces.
 */
public final class GoJson {
    private final StringBuilder out = new StringBuilder();

    private GoJson() {}

    /** The tree, free to be changed. Of two values for one name the later counts. */
    public static @Nullable Object tree(JsonNode node) {
        if (node instanceof JsonNode.ObjectNode object) {
            return tree(object);
        }
        if (node instanceof JsonNode.ArrayNode array) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (JsonNode element : array.elements()) {
                elements.add(tree(element));
            }
            return elements;
        }
        if (node instanceof JsonNode.TextNode text) {
            return text.value();
        }
        if (node instanceof JsonNode.NumberNode number) {
            return Double.valueOf(number.text());
        }
        return node instanceof JsonNode.BooleanNode truth ? truth.value() : null;
    }

    /** The tree of an object, free to be changed. */
    public static Map<String, @Nullable Object> tree(JsonNode.ObjectNode object) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (JsonNode.Property property : object.properties()) {
            values.put(property.name().value(), tree(property.value()));
        }
        return values;
    }

    /** The text of a tree, with angle brackets as they are; an ampersand is escaped, as Go does for browsers' sake. */
    public static String text(@Nullable Object value) {
        GoJson json = new GoJson();
        json.write(value, 0);
        return json.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            writeObject(map, depth);
        } else if (value instanceof List<?> list) {
            writeArray(list, depth);
        } else if (value instanceof String text) {
            writeString(text);
        } else if (value instanceof Double number) {
            out.append(number(number));
        } else {
            out.append(value);
        }
    }

    private void writeObject(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            newLine(depth + 1);
            writeString(String.valueOf(entry.getKey()));
            out.append(": ");
            write(entry.getValue(), depth + 1);
            separator = ",";
        }
        newLine(depth);
        out.append('}');
    }

    private void writeArray(List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        String separator = "[";
        for (Object element : list) {
            out.append(separator);
            newLine(depth + 1);
            write(element, depth + 1);
            separator = ",";
        }
        newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '&', '\u2028', '\u2029' -> out.append(escape(c));
                default -> out.append(c < ' ' ? escape(c) : String.valueOf(c));
            }
        }
        out.append('"');
    }

    private static String escape(char c) {
        return String.format("\\u%04x", (int) c);
    }

    /** As few digits as it takes; with an exponent only where there would be more than 21 or many zeros. */
    static String number(double value) {
        double magnitude = Math.abs(value);
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (magnitude == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (magnitude >= 1e-6 && magnitude < 1e21) {
            return shortest.toPlainString();
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
