package io.jenkins.plugins.packer.hcl.value;

import java.math.BigInteger;

/** The arithmetic of {@link BigNumber}s, rounded as cty's is. */
final class BigNumberArithmetic {
    /** Operands further apart than this (in bits) need no exact sum: the smaller one only decides the rounding. */
    private static final int FAR_APART = 4096;

    private BigNumberArithmetic() {}

    static BigNumber add(BigNumber a, BigNumber b) {
        int precision = Math.max(a.precision(), b.precision());
        if (a.isInfinite() || b.isInfinite()) {
            if (a.isInfinite() && b.isInfinite() && a.isNegative() != b.isNegative()) {
                throw new ArithmeticException("sum of opposing infinities");
            }
            return BigNumber.infinity(a.isInfinite() ? a.isNegative() : b.isNegative(), precision);
        }
        if (a.isZero() && b.isZero()) {
            return BigNumber.rounded(a.isNegative() && b.isNegative(), BigInteger.ZERO, 0, precision, false);
        }
        if (a.isZero() || b.isZero()) {
            BigNumber only = a.isZero() ? b : a;
            return BigNumber.rounded(only.isNegative(), only.mantissa(), only.exponent(), precision, false);
        }
        BigNumber high = a.exponent() >= b.exponent() ? a : b;
        BigNumber low = high == a ? b : a;
        long gap = high.exponent() - low.exponent();
        long reach = Math.max(low.mantissa().bitLength(), precision) + (long) FAR_APART;
        if (gap > reach) {
            // Only a nudge in the direction of the small operand is left of it.
            BigInteger wide = high.mantissa().shiftLeft((int) reach);
            BigInteger nudged =
                    high.isNegative() == low.isNegative() ? wide.add(BigInteger.ONE) : wide.subtract(BigInteger.ONE);
            return BigNumber.rounded(high.isNegative(), nudged, high.exponent() - reach, precision, false);
        }
        BigInteger sum = signed(high).shiftLeft((int) gap).add(signed(low));
        return BigNumber.rounded(sum.signum() < 0, sum.abs(), low.exponent(), precision, false);
    }

    private static BigInteger signed(BigNumber number) {
        return number.isNegative() ? number.mantissa().negate() : number.mantissa();
    }

    static BigNumber multiply(BigNumber a, BigNumber b) {
        boolean negative = a.isNegative() != b.isNegative();
        int precision = Math.max(a.precision(), b.precision());
        if (a.isInfinite() || b.isInfinite()) {
            if (a.isZero() || b.isZero()) {
                throw new ArithmeticException("zero times infinity");
            }
            return BigNumber.infinity(negative, precision);
        }
        BigNumber wide = roundedProduct(a, b, negative, BigNumber.LITERAL_PRECISION);
        int needed = Math.max(precision, wide.mantissa().bitLength());
        return wide.isInfinite()
                ? BigNumber.infinity(negative, precision)
                : BigNumber.rounded(negative, wide.mantissa(), wide.exponent(), needed, false);
    }

    static BigNumber roundedProduct(BigNumber a, BigNumber b, boolean negative, int precision) {
        if (a.isInfinite() || b.isInfinite()) {
            return BigNumber.infinity(negative, precision);
        }
        return BigNumber.rounded(
                negative, a.mantissa().multiply(b.mantissa()), a.exponent() + b.exponent(), precision, false);
    }

    static BigNumber divide(BigNumber a, BigNumber b) {
        if (a.isZero() && b.isZero() || a.isInfinite() && b.isInfinite()) {
            throw new ArithmeticException("zero by zero or infinity by infinity");
        }
        return roundedQuotient(a, b, Math.max(a.precision(), b.precision()));
    }

    static BigNumber roundedQuotient(BigNumber a, BigNumber b, int precision) {
        boolean negative = a.isNegative() != b.isNegative();
        if (a.isInfinite() || b.isZero()) {
            return BigNumber.infinity(negative, precision);
        }
        if (a.isZero() || b.isInfinite()) {
            return BigNumber.rounded(negative, BigInteger.ZERO, 0, precision, false);
        }
        int extra = Math.max(
                0, precision + 2 - (a.mantissa().bitLength() - b.mantissa().bitLength()));
        BigInteger[] parts = a.mantissa().shiftLeft(extra).divideAndRemainder(b.mantissa());
        boolean inexact = parts[1].signum() != 0;
        return BigNumber.rounded(negative, parts[0], a.exponent() - b.exponent() - extra, precision, inexact);
    }

    static BigNumber modulo(BigNumber a, BigNumber b) {
        if (b.isZero()) {
            return a;
        }
        if (a.isInfinite() || b.isInfinite()) {
            throw new ArithmeticException("modulo with infinity");
        }
        BigNumber quotient = divide(a, b);
        if (quotient.isInfinite()) {
            throw new ArithmeticException("modulo with infinity");
        }
        BigNumber whole = truncated(quotient, a.precision());
        int precision = a.precision();
        BigNumber product = roundedProduct(b, whole, b.isNegative() != whole.isNegative(), precision);
        BigNumber rest = add(a, product.negate());
        return BigNumber.rounded(rest.isNegative(), rest.mantissa(), rest.exponent(), precision, false);
    }

    /** The integer part; as an integer has no negative zero, neither has it. */
    private static BigNumber truncated(BigNumber number, int precision) {
        if (number.exponent() < 0 || number.isZero()) {
            return BigNumber.of(number.toBigInteger(), precision);
        }
        return BigNumber.rounded(number.isNegative(), number.mantissa(), number.exponent(), precision, false);
    }

    static int compareMagnitudes(BigNumber a, BigNumber b) {
        if (a.isInfinite() || b.isInfinite()) {
            return Boolean.compare(a.isInfinite(), b.isInfinite());
        }
        long top = a.exponent() + a.mantissa().bitLength();
        long otherTop = b.exponent() + b.mantissa().bitLength();
        if (top != otherTop) {
            return Long.compare(top, otherTop);
        }
        long gap = a.exponent() - b.exponent();
        return gap >= 0
                ? a.mantissa().shiftLeft((int) gap).compareTo(b.mantissa())
                : a.mantissa().compareTo(b.mantissa().shiftLeft((int) -gap));
    }
}
