package io.jenkins.plugins.packer.hcl.value;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operators of the language on values that already have the operator's type: cty's rules for unknown operands and
 * marks. Arithmetic that has no result, such as zero by zero, throws {@link ArithmeticException}.
 */
public final class Operations {
    private static final Value UNKNOWN_BOOL = Value.unknown(Type.BOOL);
    private static final Value UNKNOWN_NUMBER = Value.unknown(Type.NUMBER);

    private Operations() {}

    /** Whether two values are equal; unknown as long as something that is not known could decide it. */
    public static Value equal(Value a, Value b) {
        if (a.containsMarked() || b.containsMarked()) {
            // A comparison of something with null does not look into it, so only the outermost marks count.
            boolean shallow = a.isNull() != b.isNull();
            Set<Mark> marks = new HashSet<>(shallow ? a.marks() : a.marksDeep());
            marks.addAll(shallow ? b.marks() : b.marksDeep());
            return equal(a.unmarkDeep(), b.unmarkDeep()).withMarks(marks);
        }
        if (!a.isKnown() || !b.isKnown()) {
            return equalUnknown(a, b);
        }
        if (a.isNull() || b.isNull()) {
            return Value.bool(a.isNull() && b.isNull());
        }
        if (!a.hasWhollyKnownType() || !b.hasWhollyKnownType()) {
            boolean never = !a.type().conformsTo(b.type()) && !b.type().conformsTo(a.type());
            return never ? Value.FALSE : UNKNOWN_BOOL;
        }
        if (!a.type().equals(b.type())) {
            return Value.FALSE;
        }
        if (a.type().isSet()) {
            return equalSets(a.elements(), b.elements());
        }
        if (a.type().isMap() || a.type().isObject()) {
            return equalMaps(a.entryMap(), b.entryMap());
        }
        if (a.type().isIterable()) {
            return equalSequences(a.elements(), b.elements());
        }
        return Value.bool(a.type() == Type.NUMBER ? a.asNumber().isSameNumber(b.asNumber()) : a.equals(b));
    }

    private static Value equalUnknown(Value a, Value b) {
        if (a.isKnown() == b.isKnown()) {
            return UNKNOWN_BOOL;
        }
        Value known = a.isKnown() ? a : b;
        Value unknown = a.isKnown() ? b : a;
        boolean undecided =
                known.isNull() || unknown.type().hasDynamic() || known.type().equals(unknown.type());
        return undecided ? UNKNOWN_BOOL : Value.FALSE;
    }

    private static Value equalSequences(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return Value.FALSE;
        }
        for (int i = 0; i < a.size(); i++) {
            Value equal = equal(a.get(i), b.get(i));
            if (!equal.isTrue()) {
                return equal;
            }
        }
        return Value.TRUE;
    }

    private static Value equalMaps(Map<String, Value> a, Map<String, Value> b) {
        if (!a.keySet().equals(b.keySet())) {
            return Value.FALSE;
        }
        boolean different = false;
        for (Map.Entry<String, Value> entry : a.entrySet()) {
            Value equal = equal(entry.getValue(), b.get(entry.getKey()));
            if (!equal.isKnown()) {
                return UNKNOWN_BOOL;
            }
            different |= equal.isFalse();
        }
        return Value.bool(!different);
    }

    private static Value equalSets(List<Value> a, List<Value> b) {
        boolean equal = true;
        for (Value element : a) {
            if (!element.isKnown()) {
                return UNKNOWN_BOOL;
            }
            equal &= isElement(element, b);
        }
        for (Value element : b) {
            if (!element.isKnown()) {
                return UNKNOWN_BOOL;
            }
            equal &= isElement(element, a);
        }
        return Value.bool(equal);
    }

    private static boolean isElement(Value element, List<Value> set) {
        return element.isWhollyKnown() && set.contains(element);
    }

    public static Value not(Value a) {
        return a.isKnown() ? Value.bool(!a.isTrue()).withMarksOf(a) : UNKNOWN_BOOL.withMarksOf(a);
    }

    public static Value and(Value a, Value b) {
        Value result =
                a.isFalse() || b.isFalse() ? Value.FALSE : a.isKnown() && b.isKnown() ? Value.TRUE : UNKNOWN_BOOL;
        return result.withMarksOf(a).withMarksOf(b);
    }

    public static Value or(Value a, Value b) {
        Value result = a.isTrue() || b.isTrue() ? Value.TRUE : a.isKnown() && b.isKnown() ? Value.FALSE : UNKNOWN_BOOL;
        return result.withMarksOf(a).withMarksOf(b);
    }

    public static Value negate(Value a) {
        return a.isKnown()
                ? Value.number(a.unmark().asNumber().negate()).withMarksOf(a)
                : UNKNOWN_NUMBER.withMarksOf(a);
    }

    public static Value add(Value a, Value b) {
        return areKnown(a, b) ? number(a, b, number(a).add(number(b))) : unknown(UNKNOWN_NUMBER, a, b);
    }

    public static Value subtract(Value a, Value b) {
        return areKnown(a, b) ? number(a, b, number(a).subtract(number(b))) : unknown(UNKNOWN_NUMBER, a, b);
    }

    public static Value multiply(Value a, Value b) {
        return areKnown(a, b) ? number(a, b, number(a).multiply(number(b))) : unknown(UNKNOWN_NUMBER, a, b);
    }

    public static Value divide(Value a, Value b) {
        return areKnown(a, b) ? number(a, b, number(a).divide(number(b))) : unknown(UNKNOWN_NUMBER, a, b);
    }

    public static Value modulo(Value a, Value b) {
        return areKnown(a, b) ? number(a, b, number(a).modulo(number(b))) : unknown(UNKNOWN_NUMBER, a, b);
    }

    public static Value lessThan(Value a, Value b) {
        return areKnown(a, b)
                ? Value.bool(number(a).compareTo(number(b)) < 0).withMarksOf(a).withMarksOf(b)
                : unknown(UNKNOWN_BOOL, a, b);
    }

    public static Value lessThanOrEqual(Value a, Value b) {
        return or(lessThan(a, b), equal(a, b));
    }

    private static boolean areKnown(Value a, Value b) {
        return a.isKnown() && b.isKnown();
    }

    private static BigNumber number(Value value) {
        return value.unmark().asNumber();
    }

    private static Value number(Value a, Value b, BigNumber result) {
        return Value.number(result).withMarksOf(a).withMarksOf(b);
    }

    private static Value unknown(Value result, Value a, Value b) {
        return result.withMarksOf(a).withMarksOf(b);
    }
}
