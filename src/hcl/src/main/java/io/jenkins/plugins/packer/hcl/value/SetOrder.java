package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which elements a set keeps and in which order it yields them: cty's set rules. */
final class SetOrder implements Comparator<Value> {
    private final Type element;

    private SetOrder(Type element) {
        this.element = element;
    }

    /** The elements without repetitions. One that is not wholly known equals no other and is kept. */
    static List<Value> sorted(Type element, List<Value> values) {
        Set<Value> seen = new HashSet<>();
        List<Value> kept = new ArrayList<>(values.size());
        for (Value value : values) {
            if (!value.isWhollyKnown() || seen.add(value)) {
                kept.add(value);
            }
        }
        if (kept.size() > 1) {
            kept.sort(new SetOrder(element));
        }
        return Collections.unmodifiableList(kept);
    }

    /** Known values come first, then unknown ones, then nulls. */
    @Override
    public int compare(Value left, Value right) {
        int rank = Integer.compare(rank(left), rank(right));
        if (rank != 0 || rank(left) != 0) {
            return rank;
        }
        if (element == Type.STRING) {
            return CodePointOrder.INSTANCE.compare(left.asString(), right.asString());
        }
        if (element == Type.NUMBER) {
            int order = left.asNumber().compareTo(right.asNumber());
            boolean rightIsLower = right.asNumber().isNegative();
            return order != 0
                    ? order
                    : Boolean.compare(rightIsLower, left.asNumber().isNegative());
        }
        if (element == Type.BOOL) {
            return Boolean.compare(left.asBoolean(), right.asBoolean());
        }
        return CodePointOrder.INSTANCE.compare(key(left), key(right));
    }

    private static int rank(Value value) {
        if (value.isNull()) {
            return 2;
        }
        return value.isKnown() ? 0 : 1;
    }

    private static String key(Value value) {
        StringBuilder key = new StringBuilder();
        appendKey(value, key);
        return key.toString();
    }

    private static void appendKey(Value value, StringBuilder key) {
        if (!value.isKnown()) {
            key.append('?');
        } else if (value.isNull()) {
            key.append('~');
        } else if (value.type() == Type.NUMBER) {
            key.append(value.asNumber().toGeneralText(10));
        } else if (value.type() == Type.BOOL) {
            key.append(value.asBoolean() ? 'T' : 'F');
        } else if (value.type() == Type.STRING) {
            Quoted.appendTo(key, value.asString());
        } else if (value.type().isMap()) {
            key.append('{');
            for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
                Quoted.appendTo(key, entry.getKey());
                key.append(':');
                appendKey(entry.getValue(), key);
                key.append(';');
            }
            key.append('}');
        } else if (value.type().isIterable()) {
            boolean collection = value.type().isCollection();
            key.append(collection ? '[' : '<');
            for (Value part : value.elements()) {
                appendKey(part, key);
                key.append(';');
            }
            key.append(collection ? ']' : '>');
        } else {
            key.append("«?»");
        }
    }
}
