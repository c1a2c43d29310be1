package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Value;

/** Reads arguments as what a function needs. */
final class Arguments {
    /** No text that a function makes by repetition is longer than this many characters. */
    static final int LONGEST_TEXT = 64 << 20;

    private Arguments() {}

    /** An integer of 64 bits. */
    static long wholeNumber(Value value) {
        BigNumber number = value.asNumber();
        if (!number.isLong()) {
            throw new FunctionException(
                    "value must be a whole number, between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE);
        }
        return number.longValueExact();
    }

    /** An integer of 64 bits; the argument at this index is to blame if it is none. */
    static long wholeNumber(Value value, int argument) {
        try {
            return wholeNumber(value);
        } catch (FunctionException e) {
            throw new FunctionException(argument, e.getMessage());
        }
    }

    /** The nearest double of a number within the range of doubles. */
    static double real(Value value) {
        BigNumber number = value.asNumber();
        double real = number.doubleValue();
        if (Double.isInfinite(real) && !number.isInfinite()) {
            throw new FunctionException("value must be between -1.7976931348623157e308 and 1.7976931348623157e308");
        }
        return real;
    }

    /**
     * Whether the number of elements is certain: a tuple's always is, and two elements of a set of which one is not
     * known may turn out to be equal.
     */
    static boolean hasKnownLength(Value value) {
        return value.type().isTuple()
                || value.isKnown() && (!value.type().isSet() || value.length() == 1 || value.isWhollyKnown());
    }

    /** Refuses to make a text that would fill the memory. */
    static void requireRoom(long length) {
        if (length > LONGEST_TEXT) {
            throw new FunctionException("the result would be longer than " + LONGEST_TEXT + " characters");
        }
    }
}
