package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code format} and {@code formatlist}.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/format.go">cty's format.go</a>
 */
final class FormatFunctions {
    private FormatFunctions() {}

    static Function create(String name) {
        Function.Signature signature = Function.takes("format", Type.STRING)
                .andAny(Parameter.of("args", Type.DYNAMIC).allowingNull().allowingUnknown());
        return name.equals("format")
                ? signature.returns(Type.STRING, FormatFunctions::format)
                : signature.returns(Type.list(Type.STRING), FormatFunctions::formatList);
    }

    private static Value format(List<Value> arguments) {
        List<Value> values = arguments.subList(1, arguments.size());
        return areKnown(values)
                ? Value.string(FormatText.format(arguments.get(0).asString(), values))
                : Value.unknown(Type.STRING);
    }

    private static boolean areKnown(List<Value> values) {
        for (Value value : values) {
            if (!value.isWhollyKnown()) {
                return false;
            }
        }
        return true;
    }

    private static Value formatList(List<Value> arguments) {
        if (arguments.size() == 1) {
            return Value.list(Type.STRING, List.of(format(arguments)));
        }
        List<@Nullable List<Value>> sequences = new ArrayList<>();
        int length = -1;
        int decisive = -1;
        boolean known = true;
        for (int i = 1; i < arguments.size(); i++) {
            Value argument = arguments.get(i);
            if (!isSequence(argument)) {
                sequences.add(null);
                continue;
            }
            if (!Arguments.hasKnownLength(argument)) {
                known = false;
                continue;
            }
            if (length >= 0 && argument.length() != length) {
                throw new FunctionException(
                        i,
                        "argument " + i + " has length " + argument.length() + ", which is inconsistent with argument "
                                + decisive + " of length " + length);
            }
            decisive = length < 0 ? i : decisive;
            length = argument.length();
            known &= argument.isKnown();
            sequences.add(argument.isKnown() ? argument.elements() : null);
        }
        return known ? iterate(arguments, sequences, length < 0 ? 1 : length) : Value.unknown(Type.list(Type.STRING));
    }

    private static boolean isSequence(Value value) {
        Type type = value.type();
        return (type.isList() || type.isSet() || type.isTuple()) && !value.isNull();
    }

    private static Value iterate(List<Value> arguments, List<@Nullable List<Value>> sequences, int length) {
        String format = arguments.get(0).asString();
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<Value> values = new ArrayList<>();
            for (int j = 0; j < sequences.size(); j++) {
                List<Value> sequence = sequences.get(j);
                values.add(sequence == null ? arguments.get(j + 1) : sequence.get(i));
            }
            try {
                results.add(
                        areKnown(values)
                                ? Value.string(FormatText.format(format, values))
                                : Value.unknown(Type.STRING));
            } catch (FunctionException e) {
                throw new FunctionException("error on format iteration " + i + ": " + e.getMessage());
            }
        }
        return Value.list(Type.STRING, results);
    }
}
