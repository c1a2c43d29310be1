package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attributes of a node as the JSON file that Chef reads: indented by two spaces, members by name, as Packer writes
 * it. Numbers keep all their digits.
 */
final class NodeAttributes {
    private final Value attributes;

    /**
     * @param attributes an object or map
     */
    NodeAttributes(Value attributes) {
        this.attributes = attributes.unmarkDeep();
    }

    /** The attributes of a JSON text in which {@link #mistake} finds none. */
    static NodeAttributes parse(String json) {
        return new NodeAttributes(ValueJson.decode(json));
    }

    /** These with others, which take the place of those of the same name, whole. */
    NodeAttributes with(NodeAttributes others) {
        SortedMap<String, Value> members = new TreeMap<>(attributes.entryMap());
        members.putAll(others.attributes.entryMap());
        return new NodeAttributes(Value.object(members));
    }

    /** What is wrong with a text that is to hold attributes, as a sentence. */
    static Optional<String> mistake(String json) {
        try {
            return isObject(ValueJson.decode(json)) ? Optional.empty() : Optional.of("It is no object.");
        } catch (ValueJson.SyntaxException e) {
            return Optional.of(e.getMessage() + " (at character " + (e.offset() + 1) + ").");
        }
    }

    static boolean isObject(Value value) {
        Value plain = value.unmarkDeep();
        return plain.isKnown()
                && !plain.isNull()
                && (plain.type().isObject() || plain.type().isMap());
    }

    /**
     * The file's content.
     *
     * @param runList takes the place of {@code run_list} unless it is empty
     */
    String text(List<String> runList) {
        SortedMap<String, Value> members = new TreeMap<>(attributes.entryMap());
        if (!runList.isEmpty()) {
            members.put(
                    "run_list", Value.tuple(runList.stream().map(Value::string).toList()));
        }
        StringBuilder text = new StringBuilder();
        appendMembers(text, members, 0);
        return text.toString();
    }

    private static void append(StringBuilder text, Value value, int depth) {
        if (value.isNull()) {
            text.append("null");
        } else if (value.type().isObject() || value.type().isMap()) {
            appendMembers(text, value.entryMap(), depth);
        } else if (value.type().isIterable()) {
            appendElements(text, value.elements(), depth);
        } else {
            text.append(ValueJson.encode(value));
        }
    }

    private static void appendMembers(StringBuilder text, Map<String, Value> members, int depth) {
        if (members.isEmpty()) {
            text.append("{}");
            return;
        }
        String separator = "{";
        for (Map.Entry<String, Value> member : members.entrySet()) {
            text.append(separator);
            indent(text, depth + 1);
            text.append(ValueJson.encode(Value.string(member.getKey()))).append(": ");
            append(text, member.getValue(), depth + 1);
            separator = ",";
        }
        indent(text, depth);
        text.append('}');
    }

    private static void appendElements(StringBuilder text, List<Value> elements, int depth) {
        if (elements.isEmpty()) {
            text.append("[]");
            return;
        }
        String separator = "[";
        for (Value element : elements) {
            text.append(separator);
            indent(text, depth + 1);
            append(text, element, depth + 1);
            separator = ",";
        }
        indent(text, depth);
        text.append(']');
    }

    private static void indent(StringBuilder text, int depth) {
        text.append('\n').append("  ".repeat(depth));
    }
}
