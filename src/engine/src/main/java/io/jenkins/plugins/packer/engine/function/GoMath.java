package io.jenkins.plugins.packer.engine.function;

/**
 * Logarithm and power as Go computes them, to the last bit for logarithms and whole powers: 10³ must be 1000 and not
 * 999.9999999999999, and what {@code floor} makes of a quotient of logarithms must not depend on the platform.
 *
 * @see <a href="https://pkg.go.dev/math">Go's math</a>
 */
final class GoMath {
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double L1 = 6.666666666666735130e-01;
    private static final double L2 = 3.999999999940941908e-01;
    private static final double L3 = 2.857142874366239149e-01;
    private static final double L4 = 2.222219843214978396e-01;
    private static final double L5 = 1.818357216161805012e-01;
    private static final double L6 = 1.531383769920937332e-01;
    private static final double L7 = 1.479819860511658591e-01;
    private static final double HALF_ROOT = Math.sqrt(2) / 2;
    private static final int FAR_EXPONENT = 1 << 12;

    private GoMath() {}

    /** Natural logarithm by the polynomial of FreeBSD's {@code e_log.c}, which Go uses for all arguments alike. */
    static double log(double x) {
        if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (x < 0) {
            return Double.NaN;
        }
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        int exponent = fractionExponent(x);
        double fraction = Math.scalb(x, -exponent);
        if (fraction < HALF_ROOT) {
            fraction *= 2;
            exponent--;
        }
        double f = fraction - 1;
        double s = f / (2 + f);
        double s2 = s * s;
        double s4 = s2 * s2;
        double t1 = s2 * (L1 + s4 * (L3 + s4 * (L5 + s4 * L7)));
        double t2 = s4 * (L2 + s4 * (L4 + s4 * L6));
        double half = 0.5 * f * f;
        return exponent * LN2_HIGH - ((half - (s * (half + (t1 + t2)) + exponent * LN2_LOW)) - f);
    }

    /** The exponent with which the number is a fraction of at least one half times a power of two. */
    private static int fractionExponent(double x) {
        int exponent = Math.getExponent(x);
        return exponent < Double.MIN_EXPONENT ? Math.getExponent(x * 0x1p54) - 54 + 1 : exponent + 1;
    }

    /**
     * The power by Go's steps: the fraction of the exponent through logarithm and exponential function, of which the
     * last digit is the platform's there too, and its whole part by repeated squaring.
     */
    static double pow(double x, double y) {
        if (y == 0 || x == 1 || Math.abs(x) == 1 && Double.isInfinite(y)) {
            return 1;
        }
        if (x == 0 || y == 1 || Double.isInfinite(x) || Math.abs(y) >= 0x1p62) {
            return StrictMath.pow(x, y);
        }
        if (Math.abs(y) == 0.5) {
            return y < 0 ? 1 / Math.sqrt(x) : Math.sqrt(x);
        }
        double whole = Math.floor(Math.abs(y));
        double fraction = Math.abs(y) - whole;
        if (fraction != 0 && x < 0) {
            return Double.NaN;
        }
        double result = 1;
        if (fraction != 0) {
            if (fraction > 0.5) {
                fraction--;
                whole++;
            }
            result = StrictMath.exp(fraction * log(x));
        }
        return squared(x, (long) whole, result, y < 0);
    }

    /** {@code start · x^power}, or the inverse; mantissa and exponent apart so that nothing overflows on the way. */
    private static double squared(double x, long power, double start, boolean inverse) {
        double result = start;
        long resultExponent = 0;
        long exponent = fractionExponent(x);
        double factor = Math.scalb(x, (int) -exponent);
        for (long bits = power; bits != 0; bits >>= 1) {
            if (Math.abs(exponent) > FAR_EXPONENT) {
                resultExponent += exponent;
                break;
            }
            if ((bits & 1) == 1) {
                result *= factor;
                resultExponent += exponent;
            }
            factor *= factor;
            exponent <<= 1;
            if (factor < 0.5) {
                factor += factor;
                exponent--;
            }
        }
        if (inverse) {
            result = 1 / result;
            resultExponent = -resultExponent;
        }
        return Math.scalb(result, (int) Math.max(-5000, Math.min(5000, resultExponent)));
    }
}
