package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprintf}: reads the format; {@link FormatState} writes the values.
 *
 * @see <a href="https://pkg.go.dev/fmt">fmt</a>
 */
final class GoFormat {
    private static final int MAXIMUM_NUMBER = 1_000_000;

    private final String format;
    private final List<@Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int argument;
    private boolean reordered;
    private boolean goodIndex;
    private boolean afterIndex;

    private GoFormat(String format, List<@Nullable Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    static String format(String format, List<@Nullable Object> arguments) throws GoValueException {
        return new GoFormat(format, arguments).run();
    }

    private String run() throws GoValueException {
        while (position < format.length()) {
            int percent = format.indexOf('%', position);
            int end = percent < 0 ? format.length() : percent;
            out.append(format, position, end);
            position = end;
            if (percent >= 0) {
                position++;
                verb();
            }
            GoPrinter.requireRoom(out, 0);
        }
        if (!reordered && argument < arguments.size()) {
            extraArguments();
        }
        return out.toString();
    }

    private void verb() throws GoValueException {
        FormatState state = new FormatState(out);
        goodIndex = true;
        afterIndex = false;
        flags(state);
        index();
        width(state);
        precision(state);
        if (!afterIndex) {
            index();
        }
        if (position >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(position);
        position += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!goodIndex) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            state.write(arguments.get(argument), verb);
            argument++;
        }
    }

    private void flags(FormatState state) {
        for (; position < format.length(); position++) {
            switch (format.charAt(position)) {
                case '#' -> state.sharp = true;
                case '0' -> state.zero = !state.minus;
                case '+' -> state.plus = true;
                case '-' -> {
                    state.minus = true;
                    state.zero = false;
                }
                case ' ' -> state.space = true;
                default -> {
                    return;
                }
            }
        }
    }

    private void width(FormatState state) {
        if (at('*')) {
            position++;
            Integer width = integerArgument();
            if (width == null) {
                out.append("%!(BADWIDTH)");
            } else {
                state.width = Math.abs(width);
                if (width < 0) {
                    state.minus = true;
                    state.zero = false;
                }
            }
            afterIndex = false;
            return;
        }
        int width = number();
        if (width >= 0) {
            state.width = width;
            if (afterIndex) {
                goodIndex = false;
            }
        }
    }

    private void precision(FormatState state) {
        if (position + 1 >= format.length() || !at('.')) {
            return;
        }
        position++;
        if (afterIndex) {
            goodIndex = false;
        }
        index();
        if (at('*')) {
            position++;
            Integer precision = integerArgument();
            if (precision != null && precision >= 0) {
                state.precision = precision;
            } else {
                out.append("%!(BADPREC)");
            }
            afterIndex = false;
            return;
        }
        state.precision = Math.max(0, number());
    }

    /** The next argument as a width or precision, which takes it; null if it is none. */
    private @Nullable Integer integerArgument() {
        if (argument >= arguments.size()) {
            return null;
        }
        Object value = arguments.get(argument++);
        long number;
        if (value instanceof Long integer) {
            number = integer;
        } else if (value instanceof GoValue.UnsignedByte integer) {
            number = integer.value();
        } else {
            return null;
        }
        return number > MAXIMUM_NUMBER || number < -MAXIMUM_NUMBER ? null : (Integer) (int) number;
    }

    /** An argument's index in brackets, if there is one. */
    private void index() {
        afterIndex = false;
        if (!at('[')) {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', position);
        if (close < 0) {
            goodIndex = false;
            position++;
            return;
        }
        int start = ++position;
        int number = number(close);
        boolean whole = position == close && number >= 0 && close > start;
        position = close + 1;
        afterIndex = whole;
        if (whole && number >= 1 && number <= arguments.size()) {
            argument = number - 1;
        } else {
            goodIndex = false;
        }
    }

    private int number() {
        return number(format.length());
    }

    /** Reads a number; -1 if there is none. One that is too large swallows the rest, as in Go. */
    private int number(int end) {
        int number = -1;
        while (position < end && format.charAt(position) >= '0' && format.charAt(position) <= '9') {
            if (number > MAXIMUM_NUMBER) {
                position = end;
                return -1;
            }
            number = Math.max(0, number) * 10 + format.charAt(position) - '0';
            position++;
        }
        return number;
    }

    private boolean at(char c) {
        return position < format.length() && format.charAt(position) == c;
    }

    private void extraArguments() throws GoValueException {
        out.append("%!(EXTRA ");
        for (int i = argument; i < arguments.size(); i++) {
            if (i > argument) {
                out.append(", ");
            }
            Object value = arguments.get(i);
            if (value == null) {
                out.append("<nil>");
            } else {
                out.append(GoValue.typeName(value)).append('=');
                new FormatState(out).write(value, 'v');
            }
        }
        out.append(')');
    }
}
