package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.GoValue.UnsignedByte;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one value under the flags of one verb. The rules are those of Go's fmt. */
final class FormatState {
    private static final int MAXIMUM_DEPTH = 100;

    private final StringBuilder out;
    boolean sharp;
    boolean plus;
    boolean minus;
    boolean zero;
    boolean space;
    /** At least as many characters; -1 where none is given. */
    int width = -1;
    /** -1 where none is given. */
    int precision = -1;

    /** {@code %#v}: as Go source. */
    private boolean goSyntax;

    private int depth;

    FormatState(StringBuilder out) {
        this.out = out;
    }

    /** A value as {@code %v} shows it. */
    static String plain(@Nullable Object value) throws GoValueException {
        StringBuilder out = new StringBuilder();
        new FormatState(out).write(value, 'v');
        return out.toString();
    }

    void write(@Nullable Object value, int verb) throws GoValueException {
        if (verb == 'v') {
            goSyntax = sharp;
            sharp = false;
            plus = false;
        }
        if (value == null) {
            if (verb == 'v' || verb == 'T') {
                pad("<nil>");
            } else {
                out.append("%!").appendCodePoint(verb).append("(<nil>)");
            }
        } else if (verb == 'T') {
            string(GoValue.typeName(value), 's');
        } else if (verb == 'p') {
            if (value instanceof Map || value instanceof List) {
                throw new GoValueException("%p is not supported: values have no address");
            }
            badVerb(value, verb);
        } else if (verb == 'w') {
            badVerb(value, verb);
        } else {
            any(value, verb);
        }
    }

    private void any(@Nullable Object value, int verb) throws GoValueException {
        if (value instanceof String text) {
            string(text, verb);
        } else if (value instanceof Long number) {
            integer(number, verb, false);
        } else if (value instanceof UnsignedByte number) {
            integer(number.value(), verb, true);
        } else if (value instanceof Boolean truth) {
            if (verb == 't' || verb == 'v') {
                pad(truth ? "true" : "false");
            } else {
                badVerb(truth, verb);
            }
        } else if (value instanceof Double number) {
            floating(number, verb);
        } else if (value instanceof List<?> list) {
            list(list, verb);
        } else if (value instanceof Map<?, ?> map) {
            map(map, verb);
        } else {
            out.append(goSyntax ? "interface {}(nil)" : "<nil>");
        }
        GoPrinter.requireRoom(out, 0);
    }

    private void list(List<?> list, int verb) throws GoValueException {
        out.append(goSyntax ? "[]interface {}{" : "[");
        deeper();
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(goSyntax ? ", " : " ");
            }
            any(GoValue.of(list.get(i)), verb);
        }
        depth--;
        out.append(goSyntax ? '}' : ']');
    }

    private void map(Map<?, ?> map, int verb) throws GoValueException {
        List<String> keys = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            keys.add(String.valueOf(key));
        }
        keys.sort(GoValue.STRING_ORDER);
        out.append(goSyntax ? "map[string]interface {}{" : "map[");
        deeper();
        for (int i = 0; i < keys.size(); i++) {
            if (i > 0) {
                out.append(goSyntax ? ", " : " ");
            }
            string(keys.get(i), verb);
            out.append(':');
            any(GoValue.of(map.get(keys.get(i))), verb);
        }
        depth--;
        out.append(goSyntax ? '}' : ']');
    }

    private void deeper() throws GoValueException {
        if (++depth > MAXIMUM_DEPTH) {
            throw new GoValueException("data is nested too deep: more than " + MAXIMUM_DEPTH);
        }
    }

    /** What Go writes where a verb does not suit the value. */
    private void badVerb(Object value, int verb) throws GoValueException {
        out.append("%!")
                .appendCodePoint(verb)
                .append('(')
                .append(GoValue.typeName(value))
                .append('=');
        any(value, 'v');
        out.append(')');
    }

    private void string(String text, int verb) throws GoValueException {
        switch (verb) {
            case 'v' -> pad(goSyntax ? quoted(text) : truncated(text));
            case 's' -> pad(truncated(text));
            case 'q' -> pad(quoted(text));
            case 'x' -> hexadecimal(GoValue.bytes(text), false);
            case 'X' -> hexadecimal(GoValue.bytes(text), true);
            default -> badVerb(text, verb);
        }
    }

    private String quoted(String text) {
        String cut = truncated(text);
        return sharp && GoQuote.canBackquote(cut) ? "`" + cut + "`" : GoQuote.quote(cut, '"', plus);
    }

    private String truncated(String text) {
        if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }

    private void hexadecimal(byte[] bytes, boolean upper) {
        int length = precision >= 0 ? Math.min(precision, bytes.length) : bytes.length;
        String prefix = upper ? "0X" : "0x";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (space && i > 0) {
                text.append(' ');
            }
            if (sharp && (i == 0 || space)) {
                text.append(prefix);
            }
            text.append(GoQuote.hex(bytes[i] & 0xff, 2, upper));
        }
        pad(text.toString());
    }

    private void integer(long value, int verb, boolean unsigned) throws GoValueException {
        switch (verb) {
            case 'v' -> {
                if (goSyntax && unsigned) {
                    sharp = true;
                    digits(value, 16, "0x", false);
                    sharp = false;
                } else {
                    digits(value, 10, "", false);
                }
            }
            case 'd' -> digits(value, 10, "", false);
            case 'b' -> digits(value, 2, sharp ? "0b" : "", false);
            case 'o' -> digits(value, 8, sharp ? "0" : "", false);
            case 'O' -> digits(value, 8, sharp ? "0o0" : "0o", false);
            case 'x' -> digits(value, 16, sharp ? "0x" : "", false);
            case 'X' -> digits(value, 16, sharp ? "0X" : "", true);
            case 'c' -> pad(character(value));
            case 'q' -> pad(GoQuote.quote(character(value), '\'', plus));
            case 'U' -> unicode(value);
            default -> badVerb(unsigned ? new UnsignedByte((int) value) : (Object) value, verb);
        }
    }

    private static String character(long value) {
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !(value >= 0xD800 && value <= 0xDFFF);
        return valid ? new String(Character.toChars((int) value)) : "\uFFFD";
    }

    private void unicode(long value) {
        String digits = Long.toHexString(value).toUpperCase(java.util.Locale.ROOT);
        StringBuilder text = new StringBuilder("U+");
        text.append("0".repeat(Math.max(0, Math.max(4, precision) - digits.length())))
                .append(digits);
        if (sharp && value >= 0 && value <= Character.MAX_CODE_POINT && GoQuote.isPrintable((int) value)) {
            text.append(" '").appendCodePoint((int) value).append('\'');
        }
        boolean zeroBefore = zero;
        zero = false;
        pad(text.toString());
        zero = zeroBefore;
    }

    private void digits(long value, int base, String prefix, boolean upper) {
        boolean negative = value < 0;
        String digits = Long.toUnsignedString(negative ? -value : value, base);
        int least = precision;
        if (precision == 0 && value == 0) {
            boolean zeroBefore = zero;
            zero = false;
            pad("");
            zero = zeroBefore;
            return;
        }
        if (precision < 0 && zero && width >= 0) {
            least = negative || plus || space ? width - 1 : width;
        }
        StringBuilder text = new StringBuilder();
        if (negative || plus || space) {
            text.append(negative ? '-' : plus ? '+' : ' ');
        }
        String zeros = "0".repeat(Math.max(0, least - digits.length()));
        // Octal's prefix is a zero, which is there already where the number is padded with one.
        boolean hasZero = base == 8 && (!zeros.isEmpty() || digits.startsWith("0"));
        if (prefix.equals("0o0")) {
            text.append(hasZero ? "0o" : "0o0");
        } else if (!prefix.equals("0") || !hasZero) {
            text.append(prefix);
        }
        text.append(zeros).append(upper ? digits.toUpperCase(java.util.Locale.ROOT) : digits);
        boolean zeroBefore = zero;
        zero = false;
        pad(text.toString());
        zero = zeroBefore;
    }

    private void floating(double value, int verb) throws GoValueException {
        if ("vgGfFeE".indexOf(verb) < 0) {
            if (verb == 'b' || verb == 'x' || verb == 'X') {
                throw new GoValueException(
                        "%" + (char) verb + " of a floating-point number is not supported: use %g, %f or %e");
            }
            badVerb(value, verb);
            return;
        }
        int digits = precision >= 0 || verb == 'v' || verb == 'g' || verb == 'G' ? precision : 6;
        String text = FloatFormat.format(value, verb, digits, sharp);
        char sign = text.charAt(0);
        if (sign != '-') {
            sign = plus ? '+' : space ? ' ' : 0;
        } else {
            text = text.substring(1);
        }
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            boolean zeroBefore = zero;
            zero = false;
            String shown = sign == 0 && Double.isInfinite(value) ? "+" : sign == 0 ? "" : String.valueOf(sign);
            pad(shown + text);
            zero = zeroBefore;
        } else if (sign == 0) {
            pad(text);
        } else if (zero && width > text.length() + 1) {
            out.append(sign).append("0".repeat(width - 1 - text.length())).append(text);
        } else {
            pad(sign + text);
        }
    }

    private void pad(String text) {
        int missing = width < 0 ? 0 : width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
        } else if (minus) {
            out.append(text).append(" ".repeat(missing));
        } else {
            out.append((zero ? "0" : " ").repeat(missing)).append(text);
        }
    }
}
