package io.jenkins.plugins.packer.engine.function;

/**
 * Logarithm and power as Go computes them on amd64, to the last bit: 10³ must be 1000 and not
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
    private static final double EXP_OVERFLOW = 7.09782712893384e+02;
    private static final double EXP_UNDERFLOW = -746;
    private static final double LOG2_E = 1.4426950408889634073599246810018920;
    private static final double LN2_UPPER = 0.69314718055966295651160180568695068359375;
    private static final double LN2_LOWER = 0.28235290563031577122588448175013436025525412068e-12;
    /** 1/8!, 1/7!, ... 1/1!. */
    private static final double[] TAYLOR = {1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1.0};

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

    /**
     * The exponential function by the method that Go uses on the processors that Packer mostly runs on (amd64 with fused
     * multiplication): the argument less a multiple of log 2, a sixteenth of it through a Taylor polynomial, and
     * four squarings.
     *
     * @see <a href="https://link.springer.com/article/10.1007/s00450-010-0108-2">N. Shibata, Efficient evaluation
     *     methods of elementary functions suitable for SIMD computation</a>
     */
    static double exp(double x) {
        if (Double.isNaN(x) || x > EXP_OVERFLOW) {
            return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
        }
        if (x < EXP_UNDERFLOW) {
            return 0;
        }
        double exponent = Math.rint(x * LOG2_E);
        double rest = Math.fma(-exponent, LN2_UPPER, x);
        rest = Math.fma(-exponent, LN2_LOWER, rest) * 0.0625;
        double sum = TAYLOR[0];
        for (int i = 1; i < TAYLOR.length; i++) {
            sum = Math.fma(sum, rest, TAYLOR[i]);
        }
        // What is squared is the result less one, so that its last digits are not lost beside the one.
        double lessOne = rest * sum;
        for (int i = 0; i < 3; i++) {
            lessOne *= lessOne + 2;
        }
        return Math.scalb(Math.fma(lessOne + 2, lessOne, 1), (int) exponent);
    }

    /** The exponent with which the number is a fraction of at least one half times a power of two. */
    private static int fractionExponent(double x) {
        int exponent = Math.getExponent(x);
        return exponent < Double.MIN_EXPONENT ? Math.getExponent(x * 0x1p54) - 54 + 1 : exponent + 1;
    }

    /**
     * The power by Go's steps: the fraction of the exponent through logarithm and exponential function, and its whole
     * part by repeated squaring.
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
            result = exp(fraction * log(x));
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
