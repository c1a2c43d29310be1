package io.jenkins.plugins.packer.hcl.value;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A conversion between two types that has been found, with the path for its messages. */
@FunctionalInterface
interface ConversionStep {
    /** Converts, or throws {@link ConversionException}. */
    Value apply(Value value, Path path);

    /** The conversion from one type to another, or null if there is none. */
    static @Nullable ConversionStep find(Type from, Type to, boolean unsafe) {
        ConversionStep known = findForKnown(from, to, unsafe);
        return known == null ? null : (value, path) -> convert(value, path, to, known);
    }

    /** What every conversion does with marks, unknowns and nulls before it looks at a value. */
    private static Value convert(Value value, Path path, Type to, ConversionStep known) {
        if (value.isMarked()) {
            return convert(value.unmark(), path, to, known).withMarks(value.marks());
        }
        if (to.isDynamic()) {
            return value;
        }
        if (!value.isKnown()) {
            return Value.unknown(ResultType.of(value.type(), to.withoutOptionalAttributes()));
        }
        if (value.isNull()) {
            return Value.nullOf(ResultType.of(value.type(), to.withoutOptionalAttributes()));
        }
        return known.apply(value, path);
    }

    private static @Nullable ConversionStep findForKnown(Type from, Type to, boolean unsafe) {
        if (to.isDynamic()) {
            return (value, path) -> value;
        }
        if (unsafe && from.isDynamic()) {
            return (value, path) -> convertOnceTyped(value, path, to);
        }
        if (from.isPrimitive() && to.isPrimitive()) {
            return primitive(from, to, unsafe);
        }
        if (from instanceof Type.ObjectType in && to instanceof Type.ObjectType out) {
            return StructuralConversion.objectToObject(in, out, unsafe);
        }
        if (from instanceof Type.TupleType in && to instanceof Type.TupleType out) {
            return StructuralConversion.tupleToTuple(in, out, unsafe);
        }
        if (from instanceof Type.MapType in && to instanceof Type.ObjectType out) {
            return unsafe ? StructuralConversion.mapToObject(in, out) : null;
        }
        if (to instanceof Type.Collection collection) {
            return CollectionConversion.find(from, collection, unsafe);
        }
        return null;
    }

    private static Value convertOnceTyped(Value value, Path path, Type to) {
        try {
            return Conversion.convert(value, to);
        } catch (ConversionException e) {
            throw new ConversionException(path.join(e.path()), e.reason());
        }
    }

    private static @Nullable ConversionStep primitive(Type from, Type to, boolean unsafe) {
        if (to == Type.STRING && from == Type.NUMBER) {
            return (value, path) -> Value.string(value.asNumber().toString());
        }
        if (to == Type.STRING && from == Type.BOOL) {
            return (value, path) -> Value.string(value.asBoolean() ? "true" : "false");
        }
        if (unsafe && from == Type.STRING && to == Type.NUMBER) {
            return (value, path) -> Value.number(BigNumber.parse(value.asString())
                    .orElseThrow(() -> new ConversionException(path, "a number is required")));
        }
        if (unsafe && from == Type.STRING && to == Type.BOOL) {
            return (value, path) -> parseBool(value.asString(), path);
        }
        return null;
    }

    private static Value parseBool(String text, Path path) {
        return switch (text) {
            case "true", "1" -> Value.TRUE;
            case "false", "0" -> Value.FALSE;
            default -> {
                String lower = text.toLowerCase(Locale.ROOT);
                throw new ConversionException(
                        path,
                        lower.equals("true") || lower.equals("false")
                                ? "a bool is required; to convert from string, use lowercase \"" + lower + "\""
                                : "a bool is required");
            }
        };
    }

    /** A null keeps no trace of which attributes of its type were optional. */
    static Value withoutOptionalIfNull(Value value) {
        return value.isNull()
                ? Value.nullOf(value.type().withoutOptionalAttributes()).withMarks(value.marks())
                : value;
    }
}
