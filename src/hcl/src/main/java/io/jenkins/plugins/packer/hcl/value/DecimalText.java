package io.jenkins.plugins.packer.hcl.value;

import java.math.BigInteger;

/**
 * Decimal digits of a {@link BigNumber}, with the choice of digits that Go's {@code big.Float.Text} makes. A number so
 * large or small that its plain digits would fill megabytes is written with an exponent instead.
 */
final class DecimalText {
    /** Bits beyond which plain digits are out of the question; some 300 thousand decimal digits. */
    private static final int MOST_BITS = 1_000_000;

    private static final BigInteger FIVE = BigInteger.valueOf(5);

    /** Significant digits without zeros at the end; empty for zero. */
    private String digits;
    /** Where the point stands, counted from the first digit. */
    private long point;

    private DecimalText(BigInteger mantissa, long exponent) {
        if (mantissa.signum() == 0) {
            digits = "";
            return;
        }
        int zeros = exponent < 0 ? (int) Math.min(mantissa.getLowestSetBit(), -exponent) : 0;
        BigInteger reduced = mantissa.shiftRight(zeros);
        int left = (int) (exponent + zeros);
        String all = (left >= 0 ? reduced.shiftLeft(left) : reduced.multiply(FIVE.pow(-left))).toString();
        point = left >= 0 ? all.length() : all.length() + left;
        digits = trimmed(all, all.length());
    }

    static String shortest(BigNumber number) {
        if (number.isInfinite()) {
            return number.isNegative() ? "-Inf" : "+Inf";
        }
        // Beyond its precision an integer has digits that the shortest text need not show.
        if (number.isLong()
                && number.exponent() + number.mantissa().bitLength() <= number.precision()
                && !(number.isZero() && number.isNegative())) {
            return Long.toString(number.longValueExact());
        }
        if (isOutsized(number)) {
            return outsized(number, 20);
        }
        DecimalText text = new DecimalText(number.mantissa(), number.exponent());
        text.shorten(number);
        return text.plain(number.isNegative(), Math.max(text.digits.length() - text.point, 0));
    }

    static String general(BigNumber number, int precision) {
        if (number.isInfinite()) {
            return number.isNegative() ? "-Inf" : "+Inf";
        }
        if (isOutsized(number)) {
            return outsized(number, precision);
        }
        DecimalText text = new DecimalText(number.mantissa(), number.exponent());
        text.round(precision);
        int limit = precision;
        if (limit > text.digits.length() && text.digits.length() >= text.point) {
            limit = text.digits.length();
        }
        long exponent = text.point - 1;
        if (exponent < -4 || exponent >= limit) {
            return text.scientific(number.isNegative());
        }
        return text.plain(number.isNegative(), Math.max(text.digits.length() - text.point, 0));
    }

    private static boolean isOutsized(BigNumber number) {
        return Math.abs(number.exponent()) > MOST_BITS;
    }

    /** Brings the number near one by a power of ten and writes that power as the exponent. */
    private static String outsized(BigNumber number, int precision) {
        long bits = number.exponent() + number.mantissa().bitLength();
        long tens = (long) (bits * 0.30102999566398119521);
        BigNumber power = BigNumber.parse("1e" + Math.abs(tens)).orElseThrow();
        BigNumber near = tens >= 0
                ? BigNumberArithmetic.roundedQuotient(number, power, BigNumber.LITERAL_PRECISION)
                : BigNumberArithmetic.roundedProduct(number, power, number.isNegative(), BigNumber.LITERAL_PRECISION);
        if (near.isInfinite() || near.isZero()) {
            return number.isNegative() ? "-0" : "0";
        }
        DecimalText text = new DecimalText(near.mantissa(), near.exponent());
        text.round(precision);
        text.point += tens;
        return text.scientific(number.isNegative());
    }

    /** Drops digits as long as what is left still lies within half a unit of the number's last bit. */
    private void shorten(BigNumber number) {
        if (digits.isEmpty()) {
            return;
        }
        int shift = number.precision() + 1 - number.mantissa().bitLength();
        BigInteger mantissa = number.mantissa().shiftLeft(shift);
        long exponent = number.exponent() - shift;
        DecimalText lower = new DecimalText(mantissa.subtract(BigInteger.ONE), exponent);
        DecimalText upper = new DecimalText(mantissa.add(BigInteger.ONE), exponent);
        boolean inclusive = !mantissa.testBit(1);
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            char low = lower.digit(i);
            char high = upper.digit(i);
            boolean down = low != digit || inclusive && i + 1 == lower.digits.length();
            boolean up = digit != high && (inclusive || digit + 1 < high || i + 1 < upper.digits.length());
            if (down && up) {
                round(i + 1);
                return;
            }
            if (down) {
                digits = trimmed(digits, i + 1);
                return;
            }
            if (up) {
                roundUp(i + 1);
                return;
            }
        }
    }

    private char digit(int i) {
        return i < digits.length() ? digits.charAt(i) : '0';
    }

    private void round(int count) {
        if (count >= digits.length()) {
            return;
        }
        boolean half = digits.charAt(count) == '5' && count + 1 == digits.length();
        boolean up = half ? count > 0 && (digits.charAt(count - 1) - '0') % 2 != 0 : digits.charAt(count) >= '5';
        if (up) {
            roundUp(count);
        } else {
            digits = trimmed(digits, count);
        }
    }

    private void roundUp(int count) {
        if (count >= digits.length()) {
            return;
        }
        int kept = count;
        while (kept > 0 && digits.charAt(kept - 1) == '9') {
            kept--;
        }
        if (kept == 0) {
            digits = "1";
            point++;
        } else {
            digits = digits.substring(0, kept - 1) + (char) (digits.charAt(kept - 1) + 1);
        }
    }

    private static String trimmed(String text, int length) {
        int end = length;
        while (end > 0 && text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }

    private String plain(boolean negative, long decimals) {
        StringBuilder text = new StringBuilder();
        if (negative) {
            text.append('-');
        }
        if (point > 0) {
            for (int i = 0; i < point; i++) {
                text.append(digit(i));
            }
        } else {
            text.append('0');
        }
        if (decimals > 0) {
            text.append('.');
            for (long i = point; i < point + decimals; i++) {
                text.append(i < 0 ? '0' : digit((int) i));
            }
        }
        return text.toString();
    }

    private String scientific(boolean negative) {
        StringBuilder text = new StringBuilder();
        if (negative) {
            text.append('-');
        }
        text.append(digit(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        long exponent = digits.isEmpty() ? 0 : point - 1;
        text.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            text.append('0');
        }
        return text.append(Math.abs(exponent)).toString();
    }
}
