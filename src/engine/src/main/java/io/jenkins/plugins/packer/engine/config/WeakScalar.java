package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/** Single values of legacy JSON templates, as mapstructure converts them. A null is the zero of its type. */
final class WeakScalar {
    /** What Go's {@code strconv.ParseBool} takes. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private WeakScalar() {}

    static Value of(Value value, OptionType.Scalar type) throws OptionValue.UnfitException {
        if (!value.isNull() && value.type().isIterable()) {
            throw new OptionValue.UnfitException(type.displayName() + " required");
        }
        switch (type) {
            case STRING:
                return Value.string(text(value));
            case DURATION:
                return Value.string(duration(value));
            case BOOLEAN:
                return Value.bool(truth(value));
            case DOUBLE:
                return Value.number(number(value));
            default:
                return Value.number(whole(value));
        }
    }

    private static String text(Value value) {
        if (value.isNull()) {
            return "";
        }
        if (value.type().equals(Type.BOOL)) {
            // Not "true": this is what Packer makes of it.
            return value.asBoolean() ? "1" : "0";
        }
        return value.type().equals(Type.STRING) ? value.asString() : digits(value.asNumber());
    }

    /** As Go writes a float without exponent, with as few digits as it takes. */
    private static String digits(BigNumber number) {
        BigDecimal shortest = new BigDecimal(Double.toString(number.doubleValue()));
        return shortest.signum() == 0 ? "0" : shortest.stripTrailingZeros().toPlainString();
    }

    /** A bare number is in nanoseconds, as in Packer. */
    private static String duration(Value value) throws OptionValue.UnfitException {
        boolean isText = !value.isNull() && value.type().equals(Type.STRING);
        return isText ? value.asString() : whole(value).toBigInteger() + "ns";
    }

    private static boolean truth(Value value) throws OptionValue.UnfitException {
        if (value.isNull()) {
            return false;
        }
        if (value.type().equals(Type.BOOL)) {
            return value.asBoolean();
        }
        if (value.type().equals(Type.NUMBER)) {
            return value.asNumber().signum() != 0;
        }
        String text = value.asString();
        if (!TRUE.contains(text) && !FALSE.contains(text) && !text.isEmpty()) {
            throw new OptionValue.UnfitException("a bool is required, but this is " + Quoted.of(text));
        }
        return TRUE.contains(text);
    }

    private static BigNumber number(Value value) throws OptionValue.UnfitException {
        if (value.isNull()
                || value.type().equals(Type.STRING) && value.asString().isEmpty()) {
            return BigNumber.ZERO;
        }
        if (value.type().equals(Type.BOOL)) {
            return BigNumber.of(value.asBoolean() ? 1 : 0);
        }
        return value.type().equals(Type.NUMBER)
                ? value.asNumber()
                : BigNumber.parse(value.asString()).orElseThrow(() -> noNumber(value.asString()));
    }

    /** Numbers lose what is behind the point; texts may be in base 16, 8 or 2, as Go's {@code strconv.ParseInt} has it. */
    private static BigNumber whole(Value value) throws OptionValue.UnfitException {
        if (!value.isNull()
                && value.type().equals(Type.STRING)
                && !value.asString().isEmpty()) {
            return BigNumber.of(integer(value.asString()));
        }
        BigNumber number = number(value);
        return number.isInteger()
                ? number
                : BigNumber.of(
                        number.toBigDecimal().setScale(0, RoundingMode.DOWN).toBigInteger());
    }

    private static BigInteger integer(String text) throws OptionValue.UnfitException {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = text.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT);
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
        } else if (digits.startsWith("0b")) {
            radix = 2;
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = 8;
        }
        int prefix = radix == 10 ? 0 : radix == 8 && !digits.startsWith("0o") ? 1 : 2;
        String bare = digits.substring(prefix);
        if (bare.isEmpty() || !isNumber(bare, radix)) {
            throw noNumber(text);
        }
        BigInteger magnitude = new BigInteger(bare, radix);
        return text.startsWith("-") ? magnitude.negate() : magnitude;
    }

    private static boolean isNumber(String digits, int radix) {
        return digits.length() <= 100
                && digits.chars().allMatch(digit -> digit < 128 && Character.digit(digit, radix) >= 0);
    }

    private static OptionValue.UnfitException noNumber(String text) {
        return new OptionValue.UnfitException("a number is required, but this is " + Quoted.of(text));
    }
}
