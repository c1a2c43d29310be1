package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Print} and its kin. */
final class GoPrinter {
    /** What an absent value is printed as. */
    static final String NO_VALUE = "<no value>";

    static final int MAXIMUM_LENGTH = 16 << 20;

    private GoPrinter() {}

    /** What an action writes. */
    static String output(@Nullable Object value) throws GoValueException {
        return GoValue.isNil(value) ? NO_VALUE : FormatState.plain(value);
    }

    /** The arguments one after the other, with a space between two of which neither is a string. */
    static String print(List<@Nullable Object> arguments) throws GoValueException {
        StringBuilder out = new StringBuilder();
        boolean afterString = false;
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            boolean isString = argument instanceof String;
            if (i > 0 && !isString && !afterString) {
                out.append(' ');
            }
            append(out, argument);
            afterString = isString;
        }
        return out.toString();
    }

    static String println(List<@Nullable Object> arguments) throws GoValueException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                out.append(' ');
            }
            append(out, arguments.get(i));
        }
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, @Nullable Object argument) throws GoValueException {
        String text = argument instanceof String string ? string : FormatState.plain(argument);
        requireRoom(out, text.length());
        out.append(text);
    }

    /** Ends what would grow without bound. */
    static void requireRoom(StringBuilder out, int length) throws GoValueException {
        if (length > MAXIMUM_LENGTH - out.length()) {
            throw new GoValueException("the result is too long: more than " + MAXIMUM_LENGTH + " characters");
        }
    }
}
