package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.syntax.GraphemeClusters;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;

/**
 * A verb of a format.
 *
 * @param raw as written
 * @param offset where, in bytes
 * @param letter what kind
 * @param flags its flags
 * @param width least width, or {@link #NONE}
 * @param precision precision, or {@link #NONE}
 */
record FormatVerb(String raw, int offset, char letter, Flags flags, int width, int precision) {
    /** There is no width or precision. */
    static final int NONE = -1;

    /** Widths and precisions of numbers beyond this are mistakes to Go's fmt. */
    private static final int LARGEST_WIDTH = 1_000_000;

    /** The flags {@code 0}, {@code #}, {@code -}, {@code +} and space. */
    record Flags(boolean zero, boolean sharp, boolean minus, boolean plus, boolean space) {}

    /** Writes a wholly known value. */
    void append(Value value, StringBuilder out) {
        if (value.isNull() && letter != 'v') {
            throw unsupported("null value cannot be formatted");
        }
        switch (letter) {
            case 'v' -> out.append(padded(asIs(value)));
            case 't' -> out.append(converted(value, Type.BOOL).asBoolean());
            case 'b', 'd', 'o', 'x', 'X' -> appendInteger(value, out);
            case 'e', 'E', 'f', 'g', 'G' -> appendReal(value, out);
            case 's' ->
                out.append(padded(shortened(converted(value, Type.STRING).asString())));
            case 'q' ->
                out.append(padded(ValueJson.encode(
                        Value.string(shortened(converted(value, Type.STRING).asString())))));
            default ->
                throw new FunctionException(
                        "unsupported format verb '" + letter + "' in " + Quoted.of(raw) + " at offset " + offset);
        }
    }

    private FunctionException unsupported(String reason) {
        return new FunctionException("unsupported value for " + Quoted.of(raw) + " at " + offset + ": " + reason);
    }

    private Value converted(Value value, Type type) {
        try {
            return Conversion.convert(value, type);
        } catch (ConversionException e) {
            throw unsupported(String.valueOf(e.getMessage()));
        }
    }

    private String asIs(Value value) {
        if (!flags.sharp() && !value.isNull()) {
            if (value.type() == Type.STRING) {
                return value.asString();
            }
            if (value.type() == Type.NUMBER) {
                return NumberText.general(value.asNumber(), NONE, 'e');
            }
        }
        try {
            return ValueJson.encode(value);
        } catch (ValueJson.EncodingException e) {
            throw unsupported(String.valueOf(e.getMessage()));
        }
    }

    /** Cut to the precision, which counts grapheme clusters; cty takes a precision of 0 for none. */
    private String shortened(String text) {
        int end = 0;
        for (int i = 0; i < precision && end < text.length(); i++) {
            end = GraphemeClusters.end(text, end);
        }
        return precision > 0 ? text.substring(0, end) : text;
    }

    private String padded(String text) {
        int missing = width == NONE ? 0 : width - GraphemeClusters.count(text);
        if (missing <= 0) {
            return text;
        }
        Arguments.requireRoom(missing);
        String padding = (flags.zero() ? "0" : " ").repeat(missing);
        return flags.minus() ? text + padding : padding + text;
    }

    private BigNumber number(Value value) {
        BigNumber number = converted(value, Type.NUMBER).asNumber();
        if (width > LARGEST_WIDTH || precision > LARGEST_WIDTH) {
            throw new FunctionException("width or precision of " + Quoted.of(raw) + " at " + offset + " is too large");
        }
        return number;
    }

    private void appendInteger(Value value, StringBuilder out) {
        BigNumber number = number(value);
        if (!number.isInteger()) {
            throw unsupported("an integer is required");
        }
        int base = switch (letter) {
            case 'b' -> 2;
            case 'o' -> 8;
            case 'd' -> 10;
            default -> 16;
        };
        String digits = number.toBigInteger().abs().toString(base);
        if (letter == 'X') {
            digits = digits.toUpperCase(java.util.Locale.ROOT);
        }
        if (precision == 0 && digits.equals("0")) {
            return;
        }
        String sign = sign(number.signum() < 0);
        String zeros = "0".repeat(Math.max(0, precision - digits.length()));
        appendPadded(sign + (flags.sharp() ? prefix() : ""), zeros + digits, precision == NONE, out);
    }

    private String sign(boolean negative) {
        return negative ? "-" : flags.plus() ? "+" : flags.space() ? " " : "";
    }

    private String prefix() {
        return switch (letter) {
            case 'b' -> "0b";
            case 'o' -> "0";
            case 'x' -> "0x";
            case 'X' -> "0X";
            default -> "";
        };
    }

    private void appendPadded(String start, String digits, boolean zerosAllowed, StringBuilder out) {
        int missing = Math.max(0, width - start.length() - digits.length());
        boolean zeros = flags.zero() && zerosAllowed && !flags.minus();
        out.append(flags.minus() || zeros ? "" : " ".repeat(missing))
                .append(start)
                .append(zeros ? "0".repeat(missing) : "")
                .append(digits)
                .append(flags.minus() ? " ".repeat(missing) : "");
    }

    private void appendReal(Value value, StringBuilder out) {
        BigNumber number = number(value);
        if (number.isInfinite()) {
            String sign = number.signum() < 0 ? "-" : flags.space() ? " " : "+";
            appendPadded(sign, "Inf", false, out);
            return;
        }
        int digits = precision == NONE && letter != 'g' && letter != 'G' ? 6 : precision;
        String text = switch (letter) {
            case 'f' -> NumberText.fixed(number, digits);
            case 'e', 'E' -> NumberText.scientific(number, digits, letter);
            default -> NumberText.general(number, digits, letter == 'G' ? 'E' : 'e');
        };
        boolean negative = text.startsWith("-");
        appendPadded(sign(negative), negative ? text.substring(1) : text, true, out);
    }
}
