package io.jenkins.plugins.packer.hcl.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number of the language: a binary floating point number of any size with a precision of its own, rounded to nearest
 * even, which is what cty's numbers (Go's {@code big.Float}) are. Literals and converted strings have 512 bits, indexes
 * and lengths 64; a result has the larger precision of its operands. There are two zeros and two infinities.
 */
public final class BigNumber implements Comparable<BigNumber> {
    /** Precision of literals and of text that is converted, in bits. */
    public static final int LITERAL_PRECISION = 512;

    private static final int LONG_PRECISION = 64;
    private static final int DOUBLE_PRECISION = 53;
    private static final long MAX_EXPONENT = Integer.MAX_VALUE;
    private static final long MIN_EXPONENT = Integer.MIN_VALUE;

    private final boolean negative;
    private final boolean infinite;
    /** The number is mantissa × 2^exponent; odd unless zero. */
    private final BigInteger mantissa;

    private final long exponent;
    private final int precision;

    private BigNumber(boolean negative, boolean infinite, BigInteger mantissa, long exponent, int precision) {
        this.negative = negative;
        this.infinite = infinite;
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.precision = precision;
    }

    public static final BigNumber ZERO = of(0);
    public static final BigNumber POSITIVE_INFINITY = infinity(false, DOUBLE_PRECISION);
    public static final BigNumber NEGATIVE_INFINITY = infinity(true, DOUBLE_PRECISION);

    public static BigNumber of(long number) {
        return of(BigInteger.valueOf(number), LONG_PRECISION);
    }

    /** The integer, exactly: its precision is as large as it needs. */
    public static BigNumber of(BigInteger number) {
        return of(number, Math.max(LONG_PRECISION, number.bitLength()));
    }

    /** The integer, rounded to a precision in bits. */
    public static BigNumber of(BigInteger number, int precision) {
        return rounded(number.signum() < 0, number.abs(), 0, precision, false);
    }

    /** The double, exactly; not a number is not a number here either. */
    public static BigNumber of(double number) {
        if (Double.isNaN(number)) {
            throw new ArithmeticException("not a number");
        }
        if (Double.isInfinite(number)) {
            return infinity(number < 0, DOUBLE_PRECISION);
        }
        boolean negative = Double.doubleToRawLongBits(number) < 0;
        int exponent = Math.getExponent(number);
        long mantissa = Double.doubleToRawLongBits(number) & 0xfffffffffffffL;
        if (exponent < Double.MIN_EXPONENT) {
            exponent = Double.MIN_EXPONENT;
        } else {
            mantissa |= 1L << 52;
        }
        return rounded(negative, BigInteger.valueOf(mantissa), exponent - 52L, DOUBLE_PRECISION, false);
    }

    /** The decimal as a literal of the language has it: nearest number of 512 bits. */
    public static BigNumber of(BigDecimal number) {
        if (number.scale() == 0) {
            return of(number.unscaledValue(), LITERAL_PRECISION);
        }
        return DecimalReader.scaled(
                        number.signum() < 0, number.unscaledValue().abs(), -(long) number.scale(), LITERAL_PRECISION)
                .orElseThrow(() -> new ArithmeticException("exponent overflow"));
    }

    /** Reads text as the conversion from string to number does; empty where it is no number. */
    public static Optional<BigNumber> parse(String text) {
        return DecimalReader.read(text, LITERAL_PRECISION);
    }

    static BigNumber infinity(boolean negative, int precision) {
        return new BigNumber(negative, true, BigInteger.ZERO, 0, precision);
    }

    /** Rounds to nearest, ties to even; {@code inexact} says that something nonzero below the mantissa was cut off. */
    static BigNumber rounded(boolean negative, BigInteger mantissa, long exponent, int precision, boolean inexact) {
        if (mantissa.signum() == 0) {
            return new BigNumber(negative, false, BigInteger.ZERO, 0, precision);
        }
        BigInteger kept = mantissa;
        long shifted = exponent;
        int excess = mantissa.bitLength() - precision;
        if (excess > 0) {
            kept = mantissa.shiftRight(excess);
            boolean half = mantissa.testBit(excess - 1);
            boolean more = inexact || mantissa.getLowestSetBit() < excess - 1;
            if (half && (more || kept.testBit(0))) {
                kept = kept.add(BigInteger.ONE);
            }
            shifted += excess;
        }
        int zeros = kept.getLowestSetBit();
        if (zeros > 0) {
            kept = kept.shiftRight(zeros);
            shifted += zeros;
        }
        long top = shifted + kept.bitLength();
        if (top > MAX_EXPONENT) {
            return infinity(negative, precision);
        }
        if (top < MIN_EXPONENT) {
            return new BigNumber(negative, false, BigInteger.ZERO, 0, precision);
        }
        return new BigNumber(negative, false, kept, shifted, precision);
    }

    boolean isZero() {
        return !infinite && mantissa.signum() == 0;
    }

    public boolean isInfinite() {
        return infinite;
    }

    /** Whether the sign is minus, which it can be for zero too. */
    boolean isNegative() {
        return negative;
    }

    BigInteger mantissa() {
        return mantissa;
    }

    long exponent() {
        return exponent;
    }

    int precision() {
        return precision;
    }

    /** −1, 0 or 1. */
    public int signum() {
        if (isZero()) {
            return 0;
        }
        return negative ? -1 : 1;
    }

    public boolean isInteger() {
        return !infinite && exponent >= 0;
    }

    /** The number without its fraction. Its exponent is at most two thousand million: ask {@link #isLong()} first. */
    public BigInteger toBigInteger() {
        if (infinite) {
            throw new ArithmeticException("infinite");
        }
        BigInteger magnitude = exponent >= 0
                ? mantissa.shiftLeft(Math.toIntExact(exponent))
                : -exponent >= mantissa.bitLength() ? BigInteger.ZERO : mantissa.shiftRight((int) -exponent);
        return negative ? magnitude.negate() : magnitude;
    }

    /** Whether this is an integer that a {@code long} can hold. */
    public boolean isLong() {
        return isInteger()
                && exponent + mantissa.bitLength() <= 64
                && toBigInteger().bitLength() < 64;
    }

    /** The integer as a {@code long}. */
    public long longValueExact() {
        if (!isLong()) {
            throw new ArithmeticException("not an integer of 64 bits: " + this);
        }
        return toBigInteger().longValue();
    }

    /** The nearest double. */
    public double doubleValue() {
        if (infinite || exponent + mantissa.bitLength() > Double.MAX_EXPONENT + 1) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (isZero() || exponent + mantissa.bitLength() < Double.MIN_EXPONENT - 60) {
            return negative ? -0.0 : 0.0;
        }
        return toBigDecimal().doubleValue();
    }

    /** The number exactly, as a decimal; only for exponents of sensible size. */
    public BigDecimal toBigDecimal() {
        BigInteger signed = negative ? mantissa.negate() : mantissa;
        if (exponent >= 0) {
            return new BigDecimal(signed.shiftLeft(Math.toIntExact(exponent)));
        }
        int digits = Math.toIntExact(-exponent);
        return new BigDecimal(signed.multiply(BigInteger.valueOf(5).pow(digits)), digits);
    }

    public BigNumber negate() {
        return new BigNumber(!negative, infinite, mantissa, exponent, precision);
    }

    public BigNumber abs() {
        return negative ? negate() : this;
    }

    /** Sum, of the larger precision. Opposite infinities have none. */
    public BigNumber add(BigNumber other) {
        return BigNumberArithmetic.add(this, other);
    }

    public BigNumber subtract(BigNumber other) {
        return add(other.negate());
    }

    /** Product, exact up to 512 bits. Zero times infinity has none. */
    public BigNumber multiply(BigNumber other) {
        return BigNumberArithmetic.multiply(this, other);
    }

    /** Quotient, of the larger precision; infinite for a zero divisor. Zero by zero and infinity by infinity have none. */
    public BigNumber divide(BigNumber other) {
        return BigNumberArithmetic.divide(this, other);
    }

    /** Remainder of the division that truncates, so that its sign is the dividend's. */
    public BigNumber modulo(BigNumber other) {
        return BigNumberArithmetic.modulo(this, other);
    }

    /** The largest integer that is not larger; of the two zeros the positive one. */
    public BigNumber floor() {
        return isZero() ? abs() : negative ? towardInfinity(true) : truncated();
    }

    /** The smallest integer that is not smaller; of the two zeros the positive one. */
    public BigNumber ceil() {
        return isZero() ? abs() : negative ? truncated() : towardInfinity(false);
    }

    private BigNumber truncated() {
        return infinite || exponent >= 0 ? this : of(toBigInteger(), precision);
    }

    private BigNumber towardInfinity(boolean minus) {
        if (infinite || exponent >= 0) {
            return this;
        }
        BigInteger whole = toBigInteger();
        return of(minus ? whole.subtract(BigInteger.ONE) : whole.add(BigInteger.ONE), precision);
    }

    /** By numeric value; the two zeros are the same. */
    @Override
    public int compareTo(BigNumber other) {
        int signs = Integer.compare(signum(), other.signum());
        if (signs != 0 || isZero()) {
            return signs;
        }
        int magnitudes = BigNumberArithmetic.compareMagnitudes(this, other);
        return negative ? -magnitudes : magnitudes;
    }

    /** Whether the language's {@code ==} takes them for equal: as {@link #equals}, but the two zeros are the same. */
    boolean isSameNumber(BigNumber other) {
        return isZero() ? other.isZero() : equals(other);
    }

    /**
     * Whether they are one and the same member of a set: integers by value, others by their shortest text. cty's sets
     * keep the two zeros apart.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof BigNumber that) || signum() != that.signum() || isInteger() != that.isInteger()) {
            return false;
        }
        if (infinite || that.infinite) {
            return infinite == that.infinite;
        }
        if (isZero()) {
            return negative == that.negative;
        }
        return compareTo(that) == 0 && precision == that.precision
                || (isInteger() ? compareTo(that) == 0 : toString().equals(that.toString()));
    }

    @Override
    public int hashCode() {
        return isInteger() ? mantissa.hashCode() * 31 + (int) exponent : signum();
    }

    /** The shortest decimal without exponent that reads back as this number at its precision. */
    @Override
    public String toString() {
        return DecimalText.shortest(this);
    }

    /** At most so many significant digits, with an exponent where that is shorter: Go's {@code %g}. */
    public String toGeneralText(int digits) {
        return DecimalText.general(this, digits);
    }
}
