package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.GoValue.UnsignedByte;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code eq}, {@code lt} and their kin: values of different kinds are not compared, with nil as an exception. */
final class Comparison {
    private Comparison() {}

    /** Whether the first argument equals any of the others. */
    static boolean equal(List<@Nullable Object> arguments) throws GoValueException {
        if (arguments.size() < 2) {
            throw new GoValueException("missing argument for comparison");
        }
        for (int i = 1; i < arguments.size(); i++) {
            if (equal(arguments.get(0), arguments.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) throws GoValueException {
        if (GoValue.isNil(a) || GoValue.isNil(b)) {
            return GoValue.isNil(a) && GoValue.isNil(b);
        }
        if (isCollection(a) && isCollection(b)) {
            throw new GoValueException("non-comparable type " + GoValue.typeName(a));
        }
        requireSameKind(a, b);
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue();
        }
        return Objects.equals(plain(a), plain(b));
    }

    static boolean less(@Nullable Object a, @Nullable Object b) throws GoValueException {
        requireBasic(a);
        requireBasic(b);
        requireSameKind(a, b);
        if (a instanceof String x && b instanceof String y) {
            return GoValue.STRING_ORDER.compare(x, y) < 0;
        }
        if (a instanceof Double x && b instanceof Double y) {
            return x < y;
        }
        if (plain(a) instanceof Long x && plain(b) instanceof Long y) {
            return x < y;
        }
        throw new GoValueException("invalid type for comparison: " + GoValue.typeName(a) + " has no order");
    }

    static boolean lessOrEqual(@Nullable Object a, @Nullable Object b) throws GoValueException {
        return less(a, b) || equal(a, b);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof UnsignedByte number ? Long.valueOf(number.value()) : value;
    }

    private static void requireBasic(@Nullable Object value) throws GoValueException {
        if (GoValue.isNil(value) || isCollection(value)) {
            throw new GoValueException("invalid type for comparison: " + GoValue.typeName(value) + " has no order");
        }
    }

    private static void requireSameKind(@Nullable Object a, @Nullable Object b) throws GoValueException {
        Object x = plain(a);
        Object y = plain(b);
        if (x == null || y == null || x.getClass() != y.getClass()) {
            throw new GoValueException(
                    "incompatible types for comparison: " + GoValue.typeName(a) + " and " + GoValue.typeName(b));
        }
    }

    private static boolean isCollection(@Nullable Object value) {
        return value instanceof List || value instanceof Map;
    }
}
