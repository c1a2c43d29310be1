package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.List;

/**
 * {@code slice}: the elements from one index to before another.
 *
 * @param start first index
 * @param end index after the last
 * @param known whether both are known
 */
record Slice(long start, long end, boolean known) {

    private static final int OPEN = -1;

    /** Reads and checks the bounds, as far as they and the length of the list are known. */
    private static Slice of(List<Value> arguments) {
        Value list = arguments.get(0).unmark();
        long length = list.type().isTuple() || list.isKnown() ? list.length() : Long.MAX_VALUE;
        long start = bound(arguments.get(1), 1, "start", length);
        long end = bound(arguments.get(2), 2, "end", length);
        if (start != OPEN && end != OPEN && start > end) {
            throw new FunctionException(1, "start index must not be greater than end index");
        }
        return new Slice(start, end, start != OPEN && end != OPEN);
    }

    private static long bound(Value value, int argument, String name, long length) {
        if (!value.isKnown()) {
            return OPEN;
        }
        long bound;
        try {
            bound = Arguments.wholeNumber(value);
        } catch (FunctionException e) {
            throw new FunctionException(argument, "invalid " + name + " index: " + e.getMessage());
        }
        if (bound < 0) {
            throw new FunctionException(argument, name + " index must not be less than zero");
        }
        if (bound > length) {
            throw new FunctionException(argument, name + " index must not be greater than the length of the list");
        }
        return bound;
    }

    static Type type(List<Value> arguments) {
        Type type = arguments.get(0).type();
        if (type.isSet()) {
            throw new FunctionException(
                    0,
                    "cannot slice a set, because its elements do not have indices; explicitly convert to a list if"
                            + " the ordering of the result is not important");
        }
        if (!type.isList() && !type.isTuple()) {
            throw new FunctionException(0, "must be a list or tuple value");
        }
        Slice slice = of(arguments);
        if (type.isList()) {
            return type;
        }
        return slice.known ? Type.tuple(slice.part(type.elementTypes())) : Type.DYNAMIC;
    }

    static Value value(List<Value> arguments, Type type) {
        Slice slice = of(arguments);
        Value list = arguments.get(0);
        List<Value> elements = slice.part(list.unmark().elements());
        return SequenceFunctions.sequence(type, elements).withMarksOf(list);
    }

    /** Of a list whose length is known, so that the bounds are within it. */
    private <T> List<T> part(List<T> all) {
        return all.subList((int) start, (int) end);
    }
}
