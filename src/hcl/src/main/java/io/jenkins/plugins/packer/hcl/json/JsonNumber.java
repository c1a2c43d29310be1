package io.jenkins.plugins.packer.hcl.json;

import org.jspecify.annotations.Nullable;

/** The grammar of numbers in RFC 8259, and the bounds beyond which a number is refused, which are those of native syntax. */
final class JsonNumber {
    /** A longer exponent denotes nothing to calculate with, and might take all memory. */
    private static final int MAX_EXPONENT_DIGITS = 5;

    /** Reading more digits takes quadratic time. */
    private static final int MAX_LENGTH = 5_000;

    private final String text;
    private int position;

    private JsonNumber(String text) {
        this.text = text;
    }

    /** What is wrong with a number, as a sentence, or null. */
    static @Nullable String mistake(String text) {
        if (text.length() > MAX_LENGTH) {
            return "A number with so many digits cannot be calculated with.";
        }
        return new JsonNumber(text).mistake();
    }

    private @Nullable String mistake() {
        if (at('+')) {
            return "A number must not begin with a plus sign.";
        }
        skip('-');
        boolean zero = at('0');
        int digits = digits();
        if (digits == 0) {
            return "A number must begin with a digit, or with a minus sign and a digit.";
        }
        if (zero && digits > 1) {
            return "A number must not have leading zeros.";
        }
        if (skip('.') && digits() == 0) {
            return "A digit is required after the decimal point.";
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            int first = position;
            if (digits() == 0) {
                return "A digit is required in the exponent.";
            }
            while (first < position && text.charAt(first) == '0') {
                first++;
            }
            if (position - first > MAX_EXPONENT_DIGITS) {
                return "A number with such an exponent cannot be calculated with.";
            }
        }
        return position == text.length() ? null : "A number must not have a sign or a point at this place.";
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private boolean skip(char c) {
        boolean there = at(c);
        position += there ? 1 : 0;
        return there;
    }

    private int digits() {
        int from = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return position - from;
    }
}
