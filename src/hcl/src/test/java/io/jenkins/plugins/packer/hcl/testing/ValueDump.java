package io.jenkins.plugins.packer.hcl.testing;

import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.charset.StandardCharsets;

/** Type and value in one line, in the form of the program hcl-oracle; an exclamation mark stands before what is marked. */
public final class ValueDump {
    private final StringBuilder text = new StringBuilder();

    private ValueDump() {}

    /** The line. */
    public static String of(Value value) {
        ValueDump dump = new ValueDump();
        dump.text.append(value.type().json()).append(' ');
        dump.append(value);
        return dump.text.toString();
    }

    private void append(Value value) {
        if (value.isMarked()) {
            text.append('!');
            append(value.unmark());
        } else if (value.isNull()) {
            text.append("null");
        } else if (!value.isKnown()) {
            text.append('?');
        } else if (value.type().isIterable()) {
            text.append('[');
            boolean keyed = value.type().isMap() || value.type().isObject();
            for (Value.Element element : value.iteration()) {
                if (keyed) {
                    quote(element.key().asString());
                    text.append('=');
                }
                append(element.value());
                text.append(' ');
            }
            text.append(']');
        } else if (value.type().friendlyName().equals("string")) {
            quote(value.asString());
        } else {
            text.append(value);
        }
    }

    private void quote(String string) {
        text.append('"');
        for (byte b : string.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b < 0x7f && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append('\\').append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            }
        }
        text.append('"');
    }
}
