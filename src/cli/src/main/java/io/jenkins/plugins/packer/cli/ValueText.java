package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.gotemplate.FloatFormat;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
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
        if (value.type().equals(Type.NUMBER)) {
            return number(value.asNumber());
        }
        if (!value.type().isIterable()) {
            return Conversion.convert(value, Type.STRING).asString();
        }
        return value.type().isMap() || value.type().isObject() ? entries(value) : elements(value);
    }

    /** Packer knows whole numbers of 64 bits, and floating-point numbers for all others. */
    private static String number(BigNumber number) {
        return number.isLong() ? Long.toString(number.longValueExact()) : FloatFormat.general(number.doubleValue());
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
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
            // As in Packer, what is null is not shown.
            if (!entry.getValue().isNull()) {
                text.append(indented(Quoted.of(entry.getKey()) + " = " + of(entry.getValue(), true)))
                        .append('\n');
            }
        }
        return "{" + (text.isEmpty() ? "" : "\n") + text + "}";
    }

    private static String indented(String text) {
        return "  " + text.replace("\n", "\n  ");
    }
}
