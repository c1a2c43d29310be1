package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * What a scalar of YAML means.
 *
 * @see <a href="https://github.com/zclconf/go-cty-yaml/blob/master/resolve.go">go-cty-yaml's resolve.go</a>
 */
final class YamlScalar {
    private static final String PREFIX = "tag:yaml.org,2002:";

    private YamlScalar() {}

    /** The value of a scalar; a text that is written in quotes or as a block stays a text. */
    static Value resolve(ScalarEvent event) {
        Value value = resolve(event, tag(event));
        boolean isText = tag(event).isEmpty() && !event.getImplicit().canOmitTagInPlainScalar();
        return isText ? Conversion.convert(value, Type.STRING) : value;
    }

    /** A scalar as the key of a mapping. */
    static String key(ScalarEvent event) {
        Value key = Conversion.convert(resolve(event, tag(event)), Type.STRING);
        if (key.isNull()) {
            throw error(event, "mapping key cannot be null");
        }
        return key.asString();
    }

    /** The tag without its usual prefix; empty for none. */
    private static String tag(ScalarEvent event) {
        String tag = event.getTag();
        if (tag == null) {
            return "";
        }
        String name = tag.startsWith(PREFIX) ? tag.substring(PREFIX.length()) : "";
        return switch (name) {
            case "str", "bool", "int", "float", "null", "timestamp", "binary" -> name;
            default -> throw error(event, "unsupported tag " + Quoted.of(tag));
        };
    }

    private static FunctionException error(ScalarEvent event, String reason) {
        Mark mark = event.getStartMark();
        return new FunctionException(
                "on line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + reason);
    }

    private static FunctionException unreadable(ScalarEvent event, String tag) {
        return error(event, "cannot parse " + Quoted.of(event.getValue()) + " as " + PREFIX + tag);
    }

    private static Value resolve(ScalarEvent event, String tag) {
        String text = event.getValue();
        char first = text.isEmpty() ? '~' : text.charAt(0);
        boolean mayMeanMore =
                "+-.~".indexOf(first) >= 0 || first >= '0' && first <= '9' || "yYnNtTfFoO".indexOf(first) >= 0;
        if (mayMeanMore && !tag.equals("str") && !tag.equals("binary")) {
            ScalarStyle style = event.getScalarStyle();
            if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
                return Value.string(text);
            }
            Value value = guessed(event, tag, text, first);
            if (value != null) {
                return value;
            }
        }
        return tagged(event, tag, text);
    }

    private static @Nullable Value guessed(ScalarEvent event, String tag, String text, char first) {
        Value constant = constant(text);
        if (constant != null) {
            return constant;
        }
        if (tag.isEmpty() && (text.equals(".nan") || text.equals(".NaN") || text.equals(".NAN"))) {
            throw error(event, "floating point NaN is not supported");
        }
        if (first == '.') {
            return BigNumber.parse(text).map(Value::number).orElse(null);
        }
        if (first != '+' && first != '-' && (first < '0' || first > '9')) {
            return null;
        }
        if (tag.isEmpty() || tag.equals("timestamp")) {
            Optional<Timestamp> time = TimestampReader.yaml(text);
            if (time.isPresent()) {
                return Value.string(time.get().rfc3339());
            }
        }
        String plain = text.replace("_", "");
        return plain.startsWith("0b") || plain.startsWith("-0b")
                ? number(event, text)
                : BigNumber.parse(plain).map(Value::number).orElse(null);
    }

    private static @Nullable Value constant(String text) {
        return switch (text) {
            case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> Value.TRUE;
            case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> Value.FALSE;
            case "", "~", "null", "Null", "NULL" -> Value.NULL;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Value.number(BigNumber.POSITIVE_INFINITY);
            case "-.inf", "-.Inf", "-.INF" -> Value.number(BigNumber.NEGATIVE_INFINITY);
            default -> null;
        };
    }

    /** Index after the digits that begin here. */
    private static int digits(String text, int start, int base) {
        int end = start;
        while (end < text.length() && text.charAt(end) < 0x80 && Character.digit(text.charAt(end), base) >= 0) {
            end++;
        }
        return end;
    }

    private static Value number(ScalarEvent event, String text) {
        String plain = text.replace("_", "");
        Optional<BigNumber> decimal = BigNumber.parse(plain);
        if (decimal.isPresent()) {
            return Value.number(decimal.get());
        }
        boolean negative = plain.startsWith("-");
        String digits = negative || plain.startsWith("+") ? plain.substring(1) : plain;
        int base = digits.startsWith("0x") || digits.startsWith("0X")
                ? 16
                : digits.startsWith("0o") || digits.startsWith("0O")
                        ? 8
                        : digits.startsWith("0b") || digits.startsWith("0B") ? 2 : 0;
        if (base == 0 || digits.length() < 3 || digits(digits, 2, base) < digits.length()) {
            throw unreadable(event, "int");
        }
        BigInteger number = new BigInteger(digits.substring(2), base);
        if (number.bitLength() > 64 || negative && number.bitLength() > 63) {
            throw unreadable(event, "int");
        }
        return Value.number(BigNumber.of(negative ? number.negate() : number));
    }

    private static Value tagged(ScalarEvent event, String tag, String text) {
        switch (tag) {
            case "bool" -> {
                Value constant = constant(text);
                if (constant != null && constant.type() == Type.BOOL) {
                    return constant;
                }
                throw unreadable(event, tag);
            }
            case "int", "float" -> {
                return number(event, text);
            }
            case "timestamp" -> {
                return Value.string(TimestampReader.yaml(text)
                        .orElseThrow(() -> unreadable(event, tag))
                        .rfc3339());
            }
            case "null" -> {
                return Value.NULL;
            }
            case "binary" -> {
                try {
                    EncodingFunctions.decoded(text);
                } catch (IllegalArgumentException e) {
                    throw error(event, "cannot parse " + Quoted.of(text) + " as binary: not valid base64");
                }
                return Value.string(text);
            }
            default -> {
                return Value.string(text);
            }
        }
    }
}
