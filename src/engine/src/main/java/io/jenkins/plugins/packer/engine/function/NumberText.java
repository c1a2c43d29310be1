package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.value.BigNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in the forms of Go's {@code %f}, {@code %e} and {@code %g}: exact values, rounded half to even. */
final class NumberText {
    /** Beyond this many digits before or after the point the shortest form stands for the exact number. */
    private static final int MOST_DIGITS = 20_000;

    private static final int SHORTEST = -1;

    private NumberText() {}

    /** With so many digits after the point. */
    static String fixed(BigNumber number, int digits) {
        return sign(number)
                + magnitude(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** With one digit before the point, so many after it, and an exponent of at least two digits. */
    static String scientific(BigNumber number, int digits, char letter) {
        return sign(number) + scientific(rounded(magnitude(number), digits + 1), digits, letter);
    }

    /**
     * With an exponent only if that is far from zero.
     *
     * @param digits most significant digits; -1 for as many as are needed to tell the number from others
     */
    static String general(BigNumber number, int digits, char letter) {
        if (number.isInfinite()) {
            return number.signum() < 0 ? "-Inf" : "+Inf";
        }
        boolean shortest = digits == SHORTEST;
        BigDecimal rounded = shortest ? shortest(number) : rounded(magnitude(number), Math.max(1, digits));
        String significant = significant(rounded);
        int point = point(rounded);
        int limit = shortest ? 6 : Math.max(1, digits);
        if (!shortest && limit > significant.length() && significant.length() >= point) {
            limit = significant.length();
        }
        if (point - 1 < -4 || point - 1 >= limit) {
            return sign(number) + scientific(rounded, significant.length() - 1, letter);
        }
        int fraction = Math.max(0, significant.length() - point);
        return sign(number)
                + rounded.setScale(rounded.signum() == 0 ? 0 : fraction, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static String sign(BigNumber number) {
        return number.toString().startsWith("-") ? "-" : "";
    }

    private static BigDecimal shortest(BigNumber number) {
        return new BigDecimal(number.toString()).abs();
    }

    private static BigDecimal magnitude(BigNumber number) {
        BigDecimal shortest = shortest(number);
        return Math.abs(point(shortest)) > MOST_DIGITS
                ? shortest
                : number.toBigDecimal().abs();
    }

    private static BigDecimal rounded(BigDecimal magnitude, int digits) {
        return magnitude.signum() == 0 ? magnitude : magnitude.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** The digits without zeros at either end; none for zero, as Go counts them. */
    private static String significant(BigDecimal number) {
        return number.signum() == 0
                ? ""
                : number.stripTrailingZeros().unscaledValue().toString();
    }

    /** How many digits stand before the point, negative for zeros after it. */
    private static int point(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale();
    }

    private static String scientific(BigDecimal number, int digits, char letter) {
        String significant = number.signum() == 0 ? "0" : significant(number);
        int exponent = number.signum() == 0 ? 0 : point(number) - 1;
        StringBuilder text = new StringBuilder().append(significant.charAt(0));
        if (digits > 0) {
            text.append('.').append(significant, 1, significant.length());
            text.append("0".repeat(digits + 1 - significant.length()));
        }
        text.append(letter).append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return (size < 10 ? text.append('0') : text).append(size).toString();
    }
}
