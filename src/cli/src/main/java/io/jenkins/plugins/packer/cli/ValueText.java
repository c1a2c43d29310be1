package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;

/** A value as {@code inspect} shows it, in the form of Packer's console: a text bare, what is nested on its own lines. */
final class ValueText {
    private ValueText() {}

    static String of(Value value) {
        if (value.hasMark(Mark.SENSITIVE)) {
            return "<sensitive>";
        }
        if (!value.isWhollyKnown()) {
            return "<unknown>";
        }
        return of(value, false);
    }

    private static String of(Value marked, boolean nested) {
        if (marked.hasMark(Mark.SENSITIVE)) {
            return "<sensitive>";
        }
        Value value = marked.unmark();
        if (value.isNull()) {
            return "null";
        }
        if (value.type().equals(Type.STRING)) {
            return nested ? Quoted.of(value.asString()) : value.asString();
        }
        if (!value.type().isIterable()) {
            return Conversion.convert(value, Type.STRING).asString();
        }
        return value.type().isMap() || value.type().isObject() ? entries(value) : elements(value);
    }

    private static String elements(Value value) {
        StringBuilder text = new StringBuilder("[");
        if (value.length() > 0) {
            text.append('\n');
        }
        for (Value element : value.elements()) {
            text.append(indented(of(element, true))).append(",\n");
        }
        return text.append(']').toString();
    }

    private static String entries(Value value) {
        StringBuilder text = new StringBuilder("{");
        if (value.length() > 0) {
            text.append('\n');
        }
        for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
            text.append(indented(Quoted.of(entry.getKey()) + " = " + of(entry.getValue(), true)))
                    .append('\n');
        }
        return text.append('}').toString();
    }

    private static String indented(String text) {
        return "  " + text.replace("\n", "\n  ");
    }
}
