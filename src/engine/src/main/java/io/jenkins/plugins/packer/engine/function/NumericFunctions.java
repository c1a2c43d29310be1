package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigInteger;
import java.util.List;

/**
 * Functions of numbers.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/number.go">cty's number.go</a>
 */
final class NumericFunctions {
    private static final int LARGEST_BASE = 62;
    private static final String NO_NUMBERS = "argument must be list, set, or tuple of number values";

    private NumericFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "abs" ->
                Function.takes(Parameter.of("num", Type.NUMBER)
                                .allowingDynamicType()
                                .allowingMarked())
                        .returns(Type.NUMBER, arguments -> absolute(arguments.get(0)));
            case "ceil" ->
                ofNumber()
                        .returns(
                                Type.NUMBER,
                                arguments ->
                                        Value.number(arguments.get(0).asNumber().ceil()));
            case "floor" ->
                ofNumber()
                        .returns(
                                Type.NUMBER,
                                arguments ->
                                        Value.number(arguments.get(0).asNumber().floor()));
            case "log" -> ofNumber().and("base", Type.NUMBER).returns(Type.NUMBER, NumericFunctions::logarithm);
            case "pow" -> ofNumber().and("power", Type.NUMBER).returns(Type.NUMBER, NumericFunctions::power);
            case "signum" ->
                ofNumber()
                        .returns(
                                Type.NUMBER,
                                arguments -> Value.number(Long.signum(Arguments.wholeNumber(arguments.get(0)))));
            case "max" -> ofNumbers().returns(Type.NUMBER, arguments -> extreme(arguments, 1));
            case "min" -> ofNumbers().returns(Type.NUMBER, arguments -> extreme(arguments, -1));
            case "parseint" ->
                Function.takes("number", Type.DYNAMIC)
                        .and("base", Type.NUMBER)
                        .returns(NumericFunctions::requireText, (arguments, type) -> parseInteger(arguments));
            case "sum" -> Function.takes("list", Type.DYNAMIC).returns(Type.NUMBER, arguments -> sum(arguments.get(0)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function.Signature ofNumber() {
        return Function.takes("num", Type.NUMBER);
    }

    private static Function.Signature ofNumbers() {
        return Function.takesAny(Parameter.of("numbers", Type.NUMBER).allowingDynamicType());
    }

    private static Value absolute(Value value) {
        return Value.number(value.unmark().asNumber().abs()).withMarksOf(value);
    }

    private static Value logarithm(List<Value> arguments) {
        return real(GoMath.log(Arguments.real(arguments.get(0))) / GoMath.log(Arguments.real(arguments.get(1))));
    }

    private static Value power(List<Value> arguments) {
        return real(GoMath.pow(Arguments.real(arguments.get(0)), Arguments.real(arguments.get(1))));
    }

    private static Value real(double result) {
        if (Double.isNaN(result)) {
            throw new FunctionException("the result is not a number");
        }
        return Value.number(BigNumber.of(result));
    }

    private static Value extreme(List<Value> numbers, int direction) {
        if (numbers.isEmpty()) {
            throw new FunctionException("must pass at least one number");
        }
        BigNumber extreme = direction < 0 ? BigNumber.POSITIVE_INFINITY : BigNumber.NEGATIVE_INFINITY;
        for (Value number : numbers) {
            if (number.asNumber().compareTo(extreme) * direction > 0) {
                extreme = number.asNumber();
            }
        }
        return Value.number(extreme);
    }

    private static Type requireText(List<Value> arguments) {
        Type given = arguments.get(0).type();
        if (!given.equals(Type.STRING)) {
            throw new FunctionException(0, "first argument must be a string, not " + given.friendlyName());
        }
        return Type.NUMBER;
    }

    private static Value parseInteger(List<Value> arguments) {
        String text = arguments.get(0).asString();
        long base = Arguments.wholeNumber(arguments.get(1), 1);
        if (base < 2 || base > LARGEST_BASE) {
            throw new FunctionException(1, "base must be a whole number between 2 and 62 inclusive");
        }
        boolean signed = text.startsWith("-") || text.startsWith("+");
        BigInteger number = magnitude(signed ? text.substring(1) : text, (int) base);
        if (number == null) {
            throw new FunctionException(0, "cannot parse " + Quoted.of(text) + " as a base " + base + " integer");
        }
        return Value.number(BigNumber.of(text.startsWith("-") ? number.negate() : number));
    }

    private static @org.jspecify.annotations.Nullable BigInteger magnitude(String digits, int base) {
        if (digits.isEmpty()) {
            return null;
        }
        BigInteger radix = BigInteger.valueOf(base);
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits.charAt(i), base);
            if (digit >= base) {
                return null;
            }
            number = number.multiply(radix).add(BigInteger.valueOf(digit));
        }
        return number;
    }

    /** Small letters before capital ones where the base needs both. */
    private static int digit(char c, int base) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + (base <= 36 ? 10 : 36);
        }
        return LARGEST_BASE;
    }

    private static Value sum(Value list) {
        if (!list.type().isIterable()) {
            throw new FunctionException(0, "cannot sum noniterable");
        }
        if (list.length() == 0) {
            throw new FunctionException(0, "cannot sum an empty list");
        }
        if (list.type().isMap() || list.type().isObject()) {
            throw new FunctionException(
                    0,
                    "argument must be list, set, or tuple. Received "
                            + list.type().friendlyName());
        }
        if (!list.isWhollyKnown()) {
            return Value.unknown(Type.NUMBER);
        }
        BigNumber sum = null;
        for (Value element : list.elements()) {
            BigNumber number = number(element);
            try {
                sum = sum == null ? number : sum.add(number);
            } catch (ArithmeticException e) {
                throw new FunctionException("can't compute sum of opposing infinities");
            }
        }
        return Value.number(java.util.Objects.requireNonNull(sum));
    }

    private static BigNumber number(Value element) {
        if (element.isNull()) {
            throw new FunctionException(0, NO_NUMBERS);
        }
        try {
            return Conversion.convert(element, Type.NUMBER).asNumber();
        } catch (ConversionException e) {
            throw new FunctionException(0, NO_NUMBERS);
        }
    }
}
