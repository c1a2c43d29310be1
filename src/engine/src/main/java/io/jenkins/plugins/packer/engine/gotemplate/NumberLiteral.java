package io.jenkins.plugins.packer.engine.gotemplate;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number as it is written in a template: Go decides by its form and its use what it is.
 *
 * @param text as written
 * @param integer its value as a whole number of 64 bits, if it is one
 * @param floating whether it is a floating-point number where nothing else is asked for
 * @param value its value as a floating-point number
 */
record NumberLiteral(String text, @Nullable Long integer, boolean floating, double value) {
    private static final int MAXIMUM_LENGTH = 1000;
    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);
    private static final double INT_LIMIT = 0x1p63;

    /**
     * Reads a number or character constant.
     *
     * @throws GoValueException if it is malformed, too large, or complex
     */
    static NumberLiteral parse(String text) throws GoValueException {
        if (text.startsWith("'")) {
            long character = StringLiteral.character(text);
            return new NumberLiteral(text, character, false, character);
        }
        if (text.length() > MAXIMUM_LENGTH) {
            throw new GoValueException("number is too long: more than " + MAXIMUM_LENGTH + " characters");
        }
        if (text.endsWith("i")) {
            throw new GoValueException("complex numbers are not supported: " + text);
        }
        BigInteger whole = wholeNumber(text);
        if (whole != null && whole.bitLength() <= 63) {
            return new NumberLiteral(text, whole.longValue(), looksFloating(text), whole.doubleValue());
        }
        boolean unsigned = whole != null && whole.signum() > 0 && whole.compareTo(UNSIGNED_LIMIT) < 0;
        if (unsigned && !text.startsWith("+")) {
            return new NumberLiteral(text, null, false, whole.doubleValue());
        }
        double value = floatingPoint(text);
        if (!containsAny(text, ".eEpP")) {
            throw new GoValueException("integer overflow: " + GoQuote.quote(text));
        }
        boolean integral = value >= -INT_LIMIT && value < INT_LIMIT && (double) (long) value == value;
        return new NumberLiteral(text, integral ? (Long) (long) value : null, looksFloating(text), value);
    }

    /** Its value where any type will do: {@link Long} or {@link Double}. */
    Object ideal() throws GoValueException {
        if (floating) {
            return value;
        }
        if (integer == null) {
            throw new GoValueException(text + " overflows int");
        }
        return integer;
    }

    private static boolean looksFloating(String text) {
        boolean hexadecimal =
                text.length() > 2 && (text.startsWith("0x") || text.startsWith("0X")) && !containsAny(text, "pP");
        return !hexadecimal && containsAny(text, ".eEpP");
    }

    private static @Nullable BigInteger wholeNumber(String text) {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        boolean negative = text.startsWith("-");
        int radix = 10;
        if (digits.length() > 2 && digits.charAt(0) == '0' && containsAny(digits.substring(1, 2), "xXoObB")) {
            char prefix = Character.toLowerCase(digits.charAt(1));
            radix = prefix == 'x' ? 16 : prefix == 'o' ? 8 : 2;
        } else if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = 8;
        }
        String stripped = digits.substring(digits.length() > 2 && hasPrefix(digits) ? 2 : 0);
        if (stripped.indexOf('_') >= 0) {
            if (!underscoresSeparate(text)) {
                return null;
            }
            stripped = stripped.replace("_", "");
        }
        if (stripped.isEmpty()) {
            return null;
        }
        for (int i = 0; i < stripped.length(); i++) {
            if (Character.digit(stripped.charAt(i), radix) < 0) {
                return null;
            }
        }
        BigInteger magnitude = new BigInteger(stripped, radix);
        return negative ? magnitude.negate() : magnitude;
    }

    private static boolean hasPrefix(String digits) {
        return digits.charAt(0) == '0' && containsAny(digits.substring(1, 2), "xXoObB");
    }

    private static double floatingPoint(String text) throws GoValueException {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        boolean hexadecimal = digits.length() > 2 && (digits.startsWith("0x") || digits.startsWith("0X"));
        if (!isFloatingPoint(digits, hexadecimal) || text.indexOf('_') >= 0 && !underscoresSeparate(text)) {
            throw new GoValueException("illegal number syntax: " + GoQuote.quote(text));
        }
        double value = Double.parseDouble(text.replace("_", ""));
        if (Double.isInfinite(value)) {
            throw new GoValueException("illegal number syntax: " + GoQuote.quote(text) + " is too large");
        }
        return value;
    }

    /** Whether this is mantissa and exponent of Go's form; the lexer admits some more. */
    private static boolean isFloatingPoint(String digits, boolean hexadecimal) {
        int radix = hexadecimal ? 16 : 10;
        int i = hexadecimal ? 2 : 0;
        int mantissa = 0;
        boolean point = false;
        for (; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (Character.digit(c, radix) >= 0) {
                mantissa++;
            } else if (c != '_') {
                break;
            }
        }
        if (mantissa == 0) {
            return false;
        }
        if (i == digits.length()) {
            return !hexadecimal;
        }
        if (Character.toLowerCase(digits.charAt(i)) != (hexadecimal ? 'p' : 'e')) {
            return false;
        }
        i++;
        if (i < digits.length() && (digits.charAt(i) == '+' || digits.charAt(i) == '-')) {
            i++;
        }
        // An exponent starts with a digit; underscores among its digits are judged elsewhere.
        return i < digits.length() && Character.digit(digits.charAt(i), 10) >= 0 && onlyDigits(digits, i);
    }

    private static boolean onlyDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != '_' && Character.digit(text.charAt(i), 10) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether every underscore is between two digits, or between the base prefix and a digit. */
    private static boolean underscoresSeparate(String text) {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        boolean prefix = digits.length() >= 2 && hasPrefix(digits);
        boolean hexadecimal = prefix && Character.toLowerCase(digits.charAt(1)) == 'x';
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) == '_') {
                boolean before = i > 0 && (isDigit(digits.charAt(i - 1), hexadecimal) || prefix && i == 2);
                boolean after = i + 1 < digits.length() && isDigit(digits.charAt(i + 1), hexadecimal);
                if (!before || !after) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isDigit(char c, boolean hexadecimal) {
        return Character.digit(c, hexadecimal ? 16 : 10) >= 0;
    }

    private static boolean containsAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
