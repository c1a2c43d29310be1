package io.jenkins.plugins.packer.hcl.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The exact value of a number as it was written. */
final class NumberLiterals {
    /** A longer exponent is refused: what it denotes is nothing to calculate with, and might take all memory. */
    private static final int MAX_EXPONENT_DIGITS = 5;

    /** More digits are refused: reading them takes quadratic time. */
    private static final int MAX_LENGTH = 5_000;

    private static final int LONG_DIGITS = 18;

    private NumberLiterals() {}

    /** The value, or null where the characters make up no number. */
    static @Nullable BigDecimal parse(byte[] source, int start, int end) {
        if (end - start <= LONG_DIGITS) {
            long value = 0;
            int i = start;
            while (i < end && source[i] >= '0' && source[i] <= '9') {
                value = value * 10 + source[i++] - '0';
            }
            if (i == end) {
                return BigDecimal.valueOf(value);
            }
        }
        if (end - start > MAX_LENGTH || !isWellFormed(source, start, end)) {
            return null;
        }
        BigDecimal value = new BigDecimal(new String(source, start, end - start, StandardCharsets.US_ASCII));
        return value.signum() == 0 ? new BigDecimal(BigInteger.ZERO) : value;
    }

    private static boolean isWellFormed(byte[] source, int start, int end) {
        boolean dot = false;
        for (int i = start; i < end; i++) {
            byte b = source[i];
            if (b == 'e' || b == 'E') {
                return isExponent(source, i + 1, end);
            }
            if (b == '.') {
                if (dot) {
                    return false;
                }
                dot = true;
            }
        }
        return true;
    }

    private static boolean isExponent(byte[] source, int start, int end) {
        int i = source[start] == '+' || source[start] == '-' ? start + 1 : start;
        while (i < end && source[i] == '0') {
            i++;
        }
        if (end - i > MAX_EXPONENT_DIGITS) {
            return false;
        }
        while (i < end && source[i] >= '0' && source[i] <= '9') {
            i++;
        }
        return i == end;
    }
}
