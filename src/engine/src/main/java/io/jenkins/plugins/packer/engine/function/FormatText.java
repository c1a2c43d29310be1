package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a format and writes values by its verbs: {@code %[flags][width][.precision][[index]]letter}. */
final class FormatText {
    /** No format needs more; larger numbers in it are taken for this. */
    private static final int LARGEST_NUMBER = 100_000_000;

    private final String format;
    private final List<Value> values;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int next = 1;
    private int highest;

    private FormatText(String format, List<Value> values) {
        this.format = format;
        this.values = values;
    }

    /** The format with its verbs replaced; every value must be used. */
    static String format(String format, List<Value> values) {
        return new FormatText(format, values).run();
    }

    private String run() {
        while (position < format.length()) {
            char c = format.charAt(position);
            if (c != '%') {
                out.append(c);
                position++;
            } else if (format.startsWith("%%", position)) {
                out.append('%');
                position += 2;
            } else {
                verb();
                Arguments.requireRoom(out.length());
            }
        }
        if (highest < values.size()) {
            throw new FunctionException(
                    highest + 1,
                    highest == 0
                            ? "too many arguments; no verbs in format string"
                            : "too many arguments; only " + highest + " used by format string");
        }
        return out.toString();
    }

    private void verb() {
        int start = position;
        position++;
        FormatVerb.Flags flags = flags();
        int width = peek() >= '1' && peek() <= '9' ? number() : FormatVerb.NONE;
        int precision = FormatVerb.NONE;
        if (peek() == '.') {
            position++;
            precision = number();
        }
        int index = index();
        char letter = peek();
        if (!(letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z')) {
            throw unrecognized();
        }
        position++;
        highest = Math.max(highest, index);
        next = index + 1;
        String raw = format.substring(start, position);
        FormatVerb verb = new FormatVerb(raw, offset(start), letter, flags, width, precision);
        if (index > values.size()) {
            throw new FunctionException("not enough arguments for " + Quoted.of(raw) + " at " + offset(start)
                    + ": need index " + index + " but have " + values.size() + " total");
        }
        // An index of 0 cannot be written, so the subtraction is safe.
        verb.append(values.get(index - 1), out);
    }

    private FormatVerb.Flags flags() {
        boolean zero = false;
        boolean sharp = false;
        boolean minus = false;
        boolean plus = false;
        boolean space = false;
        while (true) {
            switch (peek()) {
                case '0' -> zero = true;
                case '#' -> sharp = true;
                case '-' -> minus = true;
                case '+' -> plus = true;
                case ' ' -> space = true;
                default -> {
                    return new FormatVerb.Flags(zero, sharp, minus, plus, space);
                }
            }
            position++;
        }
    }

    private int index() {
        if (peek() != '[') {
            return next;
        }
        position++;
        if (peek() < '1' || peek() > '9') {
            throw unrecognized();
        }
        int index = number();
        if (peek() != ']') {
            throw unrecognized();
        }
        position++;
        return index;
    }

    private int number() {
        int number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = Math.min(LARGEST_NUMBER, number * 10 + (peek() - '0'));
            position++;
        }
        return number;
    }

    /** The next character; NUL at the end, which no format can go on with. */
    private char peek() {
        return position < format.length() ? format.charAt(position) : 0;
    }

    private FunctionException unrecognized() {
        if (position >= format.length()) {
            return new FunctionException("invalid format string starting at offset " + offset(position));
        }
        return new FunctionException("unrecognized format character '"
                + Character.toString(format.codePointAt(position)) + "' at offset " + offset(position));
    }

    /** Offsets are in bytes of UTF-8. */
    private int offset(int index) {
        return format.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
    }
}
