package io.jenkins.plugins.packer.engine.gotemplate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal forms of floating-point numbers as Go writes them: exact, rounded half to even, or the shortest. */
public final class FloatFormat {
    private FloatFormat() {}

    /** As {@code fmt.Sprintf("%g", value)}: with as many digits as are needed to read the number back. */
    public static String general(double value) {
        return value == Double.POSITIVE_INFINITY ? "+Inf" : format(value, 'g', -1, false);
    }

    /**
     * @param verb v, g, G, f, F, e or E
     * @param precision digits after the point, or of all for g; -1 for as many as are needed to read the number back
     * @param sharp whether there is always a point, and g keeps its zeros
     * @return the number, with a sign only if negative; {@code Inf} and {@code NaN} likewise
     */
    static String format(double value, int verb, int precision, boolean sharp) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        String sign = 1 / value < 0 || value < 0 ? "-" : "";
        if (Double.isInfinite(value)) {
            return sign + "Inf";
        }
        double magnitude = Math.abs(value);
        char exponent = verb == 'E' || verb == 'G' ? 'E' : 'e';
        String text = switch (verb) {
            case 'f', 'F' -> fixed(magnitude, precision);
            case 'e', 'E' -> scientific(rounded(magnitude, precision + 1), precision, exponent);
            default -> general(magnitude, precision, exponent);
        };
        return sign + (sharp ? withPoint(text, verb, precision, exponent) : text);
    }

    private static String fixed(double magnitude, int precision) {
        return new BigDecimal(magnitude)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static BigDecimal rounded(double magnitude, int digits) {
        return new BigDecimal(magnitude).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** The number with the fewest digits that reads back as this one. */
    private static BigDecimal shortest(double magnitude) {
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal candidate = rounded(magnitude, digits);
            if (candidate.doubleValue() == magnitude) {
                return candidate;
            }
        }
        return rounded(magnitude, 17);
    }

    private static String general(double magnitude, int precision, char exponentSign) {
        boolean shortest = precision < 0;
        int wanted = precision == 0 ? 1 : precision;
        BigDecimal number = shortest ? shortest(magnitude) : rounded(magnitude, wanted);
        String digits = significantDigits(number);
        int exponent = exponent(number);
        int limit = shortest ? 6 : wanted;
        if (!shortest && limit > digits.length() && digits.length() >= exponent + 1) {
            limit = digits.length();
        }
        if (exponent < -4 || exponent >= limit) {
            return scientific(number, digits.length() - 1, exponentSign);
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String significantDigits(BigDecimal number) {
        return number.signum() == 0
                ? "0"
                : number.stripTrailingZeros().unscaledValue().toString();
    }

    private static int exponent(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    private static String scientific(BigDecimal number, int precision, char exponentSign) {
        StringBuilder out = new StringBuilder(significantDigits(number));
        while (out.length() < precision + 1) {
            out.append('0');
        }
        if (precision > 0) {
            out.insert(1, '.');
        }
        int exponent = exponent(number);
        out.append(exponentSign).append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        return out.append(Math.abs(exponent)).toString();
    }

    /** The sharp flag: a point where there is none, and for g its zeros. */
    private static String withPoint(String text, int verb, int precision, char exponentSign) {
        int tailStart = text.indexOf(exponentSign);
        String number = tailStart < 0 ? text : text.substring(0, tailStart);
        String tail = tailStart < 0 ? "" : text.substring(tailStart);
        boolean significant = verb == 'v' || verb == 'g' || verb == 'G';
        int missing = !significant ? 0 : precision < 0 ? 6 : precision;
        boolean counting = false;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            counting |= c >= '1' && c <= '9';
            if (counting && c != '.') {
                missing--;
            }
        }
        StringBuilder out = new StringBuilder(number);
        if (number.indexOf('.') < 0) {
            if (number.equals("0")) {
                missing--;
            }
            out.append('.');
        }
        return out.append("0".repeat(Math.max(0, missing))).append(tail).toString();
    }
}
