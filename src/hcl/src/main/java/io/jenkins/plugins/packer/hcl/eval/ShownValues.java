package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a message says of the variables of the expression that it is about. */
final class ShownValues {
    /** Significant digits of a number that is shown. */
    private static final int DIGITS = 10;

    private ShownValues() {}

    /** One for each variable that has a known value, by name. */
    static List<Diagnostic.ShownValue> of(Expression expression, EvaluationContext context) {
        Map<String, String> statements = new TreeMap<>();
        for (Traversal traversal : Variables.of(expression)) {
            Diagnostics ignored = new Diagnostics();
            Value value = ValueAccess.follow(traversal, context, ignored);
            // What cannot be had has a message of its own.
            if (!ignored.hasErrors() && value.isKnown()) {
                statements.putIfAbsent(text(traversal), statement(value));
            }
        }
        List<Diagnostic.ShownValue> shown = new ArrayList<>(statements.size());
        for (Map.Entry<String, String> statement : statements.entrySet()) {
            shown.add(new Diagnostic.ShownValue(statement.getKey(), statement.getValue()));
        }
        return shown;
    }

    private static String statement(Value value) {
        if (value.isMarked()) {
            return "has a sensitive value";
        }
        return value.isNull() ? "is null" : "is " + text(value);
    }

    private static String text(Traversal traversal) {
        StringBuilder text = new StringBuilder();
        for (Traversal.Step step : traversal.steps()) {
            if (step instanceof Traversal.Root root) {
                text.append(root.name());
            } else if (step instanceof Traversal.GetAttribute attribute) {
                text.append('.').append(attribute.name());
            } else if (step instanceof Traversal.GetIndex index) {
                text.append('[').append(text(ValueAccess.key(index))).append(']');
            }
        }
        return text.toString();
    }

    private static String text(Value value) {
        Type type = value.type();
        if (type == Type.BOOL) {
            return value.asBoolean() ? "true" : "false";
        }
        if (type == Type.NUMBER) {
            BigNumber number = value.asNumber();
            return number.toGeneralText(DIGITS);
        }
        if (type == Type.STRING) {
            return Quoted.of(value.asString());
        }
        if (type instanceof Type.ObjectType object) {
            return switch (object.attributes().size()) {
                case 0 -> "object with no attributes";
                case 1 ->
                    "object with 1 attribute " + Quoted.of(object.attributes().firstKey());
                default -> "object with " + object.attributes().size() + " attributes";
            };
        }
        if (type.isIterable()) {
            return switch (value.length()) {
                case 0 -> "empty " + type.friendlyName();
                case 1 -> type.friendlyName() + " with 1 element";
                default -> type.friendlyName() + " with " + value.length() + " elements";
            };
        }
        return type.friendlyName();
    }
}
