package io.jenkins.plugins.packer.hcl.value;

import java.math.BigInteger;
import java.util.Optional;

/** Reads decimal text into {@link BigNumber}s, with the grammar and the rounding of Go's {@code big.ParseFloat}. */
final class DecimalReader {
    /** Extra bits that the power of five is computed with. */
    private static final int GUARD_BITS = 64;

    private static final BigInteger FIVE = BigInteger.valueOf(5);
    /** The largest power of five that fits 64 bits is where repeated squaring starts. */
    private static final int TABLE_POWER = 27;

    private final String text;
    private int position;

    private DecimalReader(String text) {
        this.text = text;
    }

    static Optional<BigNumber> read(String text, int precision) {
        return new DecimalReader(text).number(precision);
    }

    private Optional<BigNumber> number(int precision) {
        boolean negative = text.startsWith("-");
        if (negative || text.startsWith("+")) {
            position++;
        }
        String rest = text.substring(position);
        if (rest.equals("Inf") || rest.equals("inf")) {
            return Optional.of(BigNumber.infinity(negative, precision));
        }
        int start = position;
        skipDigits();
        StringBuilder digits = new StringBuilder(text.length()).append(text, start, position);
        int fraction = 0;
        if (at('.')) {
            int dot = position++;
            skipDigits();
            fraction = position - dot - 1;
            digits.append(text, dot + 1, position);
        }
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        boolean decimalExponent = at('e') || at('E');
        boolean binaryExponent = at('p') || at('P');
        long exponent = 0;
        if (decimalExponent || binaryExponent) {
            position++;
            Optional<Long> read = exponent();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            exponent = read.get();
        }
        if (position != text.length()) {
            return Optional.empty();
        }
        BigInteger mantissa = new BigInteger(digits.toString());
        long decimal = decimalExponent ? exponent - fraction : -fraction;
        return scaled(negative, mantissa, decimal, binaryExponent ? exponent : 0, precision);
    }

    private void skipDigits() {
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private Optional<Long> exponent() {
        int start = position;
        if (at('+') || at('-')) {
            position++;
        }
        int digits = position;
        skipDigits();
        if (digits == position) {
            return Optional.empty();
        }
        BigInteger exponent = new BigInteger(text.substring(text.charAt(start) == '+' ? digits : start, position));
        // Far enough from the ends of long that sums with it cannot overflow; such a number is out of range anyway.
        return exponent.bitLength() > 60 ? Optional.empty() : Optional.of(exponent.longValue());
    }

    /** mantissa × 10^decimal, rounded; empty where the exponent is out of range. */
    static Optional<BigNumber> scaled(boolean negative, BigInteger mantissa, long decimal, int precision) {
        return scaled(negative, mantissa, decimal, 0, precision);
    }

    private static Optional<BigNumber> scaled(
            boolean negative, BigInteger mantissa, long decimal, long binary, int precision) {
        if (mantissa.signum() == 0) {
            return Optional.of(BigNumber.rounded(negative, mantissa, 0, precision, false));
        }
        long exponent = decimal + binary;
        long top = exponent + mantissa.bitLength();
        if (top > Integer.MAX_VALUE || top < Integer.MIN_VALUE) {
            return Optional.empty();
        }
        // All digits take part in the one rounding, so the operand is as precise as it needs to be.
        BigNumber exact =
                BigNumber.rounded(negative, mantissa, exponent, Math.max(precision, mantissa.bitLength()), false);
        if (decimal == 0) {
            return Optional.of(BigNumber.rounded(negative, mantissa, exponent, precision, false));
        }
        BigNumber power = powerOfFive(Math.abs(decimal), precision + GUARD_BITS);
        return Optional.of(
                decimal < 0
                        ? BigNumberArithmetic.roundedQuotient(exact, power, precision)
                        : BigNumberArithmetic.roundedProduct(exact, power, negative, precision));
    }

    /** Squares with rounding at each step, so that a huge exponent costs a few multiplications. */
    private static BigNumber powerOfFive(long power, int precision) {
        if (power <= TABLE_POWER) {
            return BigNumber.of(FIVE.pow((int) power), precision);
        }
        BigNumber result = BigNumber.of(FIVE.pow(TABLE_POWER), precision);
        int squarePrecision = precision + GUARD_BITS;
        BigNumber square = BigNumber.of(FIVE, squarePrecision);
        for (long left = power - TABLE_POWER; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                result = BigNumberArithmetic.roundedProduct(result, square, false, precision);
            }
            square = BigNumberArithmetic.roundedProduct(square, square, false, squarePrecision);
        }
        return result;
    }
}
