package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.engine.config.GoDuration;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate.Named;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What legacy templates say beside the options of components; what is of the wrong type is reported and then absent. */
final class LegacyValues {
    private final Diagnostics diagnostics;

    LegacyValues(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void wrongType(JsonNode node, String name, String wanted) {
        // What could not be read at all was reported already.
        if (!(node instanceof JsonNode.InvalidNode)) {
            diagnostics.error(
                    "Incorrect JSON value type",
                    "\"" + name + "\" must be " + wanted + ", not " + kind(node) + ".",
                    node instanceof JsonNode.ObjectNode || node instanceof JsonNode.ArrayNode
                            ? node.startRange()
                            : node.range());
        }
    }

    private static String kind(JsonNode node) {
        if (node instanceof JsonNode.TextNode) {
            return "a string";
        }
        if (node instanceof JsonNode.NumberNode) {
            return "a number";
        }
        if (node instanceof JsonNode.BooleanNode) {
            return "true or false";
        }
        if (node instanceof JsonNode.ArrayNode) {
            return "an array";
        }
        return node instanceof JsonNode.NullNode ? "null" : "an object";
    }

    /** An object, or null. */
    JsonNode.@Nullable ObjectNode object(JsonNode node, String name) {
        if (node instanceof JsonNode.ObjectNode object) {
            return object;
        }
        if (!(node instanceof JsonNode.NullNode)) {
            wrongType(node, name, "an object");
        }
        return null;
    }

    /** The elements of an array. */
    List<JsonNode> array(JsonNode node, String name) {
        if (node instanceof JsonNode.ArrayNode array) {
            return array.elements();
        }
        if (!(node instanceof JsonNode.NullNode)) {
            wrongType(node, name, "an array");
        }
        return List.of();
    }

    /** A string, or null. */
    @Nullable
    Named string(JsonNode node, String name) {
        if (node instanceof JsonNode.TextNode text) {
            return new Named(text.value(), text.range());
        }
        if (!(node instanceof JsonNode.NullNode)) {
            wrongType(node, name, "a string");
        }
        return null;
    }

    /** A string, or what stands for one. */
    @Nullable
    Named weakString(JsonNode node, String name) {
        if (node instanceof JsonNode.NumberNode number) {
            return new Named(new BigDecimal(number.text()).toPlainString(), number.range());
        }
        if (node instanceof JsonNode.BooleanNode truth) {
            return new Named(truth.value() ? "1" : "0", truth.range());
        }
        return string(node, name);
    }

    /** Strings in an array. */
    List<Named> strings(JsonNode node, String name) {
        List<Named> strings = new ArrayList<>();
        for (JsonNode element : array(node, name)) {
            Named string = string(element, "every element of " + name);
            if (string != null) {
                strings.add(string);
            }
        }
        return strings;
    }

    /** Strings in an array; a single value is one of one. */
    List<Named> weakStrings(JsonNode node, String name) {
        List<JsonNode> elements = node instanceof JsonNode.ArrayNode array ? array.elements() : List.of(node);
        List<Named> strings = new ArrayList<>();
        for (JsonNode element : elements) {
            Named string = weakString(element, name);
            if (string != null) {
                strings.add(string);
            }
        }
        return strings;
    }

    /** {@code true} or {@code false}, or null. */
    @Nullable
    Boolean truth(JsonNode node, String name) {
        if (node instanceof JsonNode.BooleanNode truth) {
            return truth.value();
        }
        if (!(node instanceof JsonNode.NullNode)) {
            wrongType(node, name, "true or false");
        }
        return null;
    }

    /** A duration; a bare number is in nanoseconds, as in Packer. */
    Duration duration(JsonNode node, String name) {
        if (node instanceof JsonNode.NullNode) {
            return Duration.ZERO;
        }
        try {
            Duration duration = Duration.ZERO;
            if (node instanceof JsonNode.NumberNode number) {
                duration = Duration.ofNanos(new BigDecimal(number.text()).longValue());
            } else if (node instanceof JsonNode.TextNode text) {
                duration = GoDuration.parse(text.value());
            } else {
                wrongType(node, name, "a duration such as \"30s\"");
            }
            if (!duration.isNegative()) {
                return duration;
            }
            diagnostics.error(
                    "Failed to parse " + name + " duration", "A duration must not be negative.", node.range());
        } catch (IllegalArgumentException e) {
            String clause = String.valueOf(e.getMessage());
            diagnostics.error(
                    "Failed to parse " + name + " duration",
                    Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".",
                    node.range());
        }
        return Duration.ZERO;
    }
}
