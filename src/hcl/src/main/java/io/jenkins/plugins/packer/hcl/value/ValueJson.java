package io.jenkins.plugins.packer.hcl.value;

import java.util.Map;

/**
 * Values as JSON, in cty's simple form: the type is not written, and what is read has the type that the JSON implies
 * (tuples and objects, never lists and maps).
 */
public final class ValueJson {
    private ValueJson() {}

    /** There is no JSON form of a value: something in it is unknown, marked, infinite or a capsule. */
    public static final class EncodingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EncodingException(Path path, String reason) {
            super(path.prefix() + reason, null, false, false);
        }
    }

    /** The text is not JSON. */
    public static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int offset;

        SyntaxException(String message, int offset) {
            super(message, null, false, false);
            this.offset = offset;
        }

        /** Where the trouble is, in chars from the start. */
        public int offset() {
            return offset;
        }
    }

    /**
     * Writes a value without spaces, attributes in code point order.
     *
     * @throws EncodingException where something in it has no JSON form
     */
    public static String encode(Value value) {
        StringBuilder json = new StringBuilder();
        append(value, Path.ROOT, json);
        return json.toString();
    }

    private static void append(Value value, Path path, StringBuilder json) {
        if (value.isMarked()) {
            throw new EncodingException(path, "value has marks, so it cannot be serialized as JSON");
        }
        if (!value.isKnown()) {
            throw new EncodingException(path, "value is not known");
        }
        Type type = value.type();
        if (value.isNull()) {
            json.append("null");
        } else if (type == Type.STRING) {
            JsonText.appendString(json, value.asString());
        } else if (type == Type.NUMBER) {
            if (value.asNumber().isInfinite()) {
                throw new EncodingException(path, "cannot serialize infinity as JSON");
            }
            json.append(value.asNumber());
        } else if (type == Type.BOOL) {
            json.append(value.asBoolean());
        } else if (type.isMap() || type.isObject()) {
            appendEntries(value, path, json);
        } else if (type.isIterable()) {
            appendElements(value, path, json);
        } else {
            throw new EncodingException(path, "cannot JSON-serialize " + type.friendlyName());
        }
    }

    private static void appendEntries(Value value, Path path, StringBuilder json) {
        char separator = '{';
        for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
            json.append(separator);
            JsonText.appendString(json, entry.getKey());
            json.append(':');
            Path inner = value.type().isObject() ? path.attribute(entry.getKey()) : path.key(entry.getKey());
            append(entry.getValue(), inner, json);
            separator = ',';
        }
        json.append(separator == '{' ? "{}" : "}");
    }

    private static void appendElements(Value value, Path path, StringBuilder json) {
        json.append('[');
        int index = 0;
        for (Value element : value.elements()) {
            if (index > 0) {
                json.append(',');
            }
            append(element, path.index(index), json);
            index++;
        }
        json.append(']');
    }

    /**
     * Reads JSON into a value of the type that it implies.
     *
     * @throws SyntaxException where it is not JSON
     */
    public static Value decode(String json) {
        return new JsonReader(json).document();
    }
}
