package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.syntax.GraphemeClusters;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.List;

/** Functions that count characters as a reader does: in grapheme clusters. */
final class ClusterFunctions {
    private ClusterFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "strrev" ->
                Function.takes(anyType("str", Type.STRING))
                        .returns(
                                Type.STRING,
                                arguments -> reversed(arguments.get(0).asString()));
            case "substr" ->
                Function.takes(anyType("str", Type.STRING))
                        .and(anyType("offset", Type.NUMBER))
                        .and(anyType("length", Type.NUMBER))
                        .returns(Type.STRING, ClusterFunctions::part);
            case "length" ->
                Function.takes(anyType("value", Type.DYNAMIC).allowingUnknown())
                        .returns(ClusterFunctions::requireLength, (arguments, type) -> length(arguments.get(0)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Parameter anyType(String name, Type type) {
        return Parameter.of(name, type).allowingDynamicType();
    }

    private static Value reversed(String text) {
        char[] out = new char[text.length()];
        for (int index = 0; index < text.length(); ) {
            int end = GraphemeClusters.end(text, index);
            text.getChars(index, end, out, text.length() - end);
            index = end;
        }
        return Value.string(new String(out));
    }

    private static Value part(List<Value> arguments) {
        String text = arguments.get(0).asString();
        long offset = Arguments.wholeNumber(arguments.get(1));
        long length = Arguments.wholeNumber(arguments.get(2));
        if (offset < 0) {
            offset += GraphemeClusters.count(text);
        } else if (length == 0) {
            return Value.string("");
        }
        if (offset > 0) {
            int start = forward(text, offset);
            if (start < 0) {
                return Value.string("");
            }
            text = text.substring(start);
        }
        // A length of 0 from the end is never reached: cty gives all the rest then, as for a negative one.
        int end = length <= 0 ? -1 : forward(text, length);
        return Value.string(end < 0 ? text : text.substring(0, end));
    }

    /** Index after so many clusters, or -1 if the text has fewer. */
    private static int forward(String text, long clusters) {
        int index = 0;
        for (long passed = 0; index < text.length(); ) {
            index = GraphemeClusters.end(text, index);
            passed++;
            if (passed == clusters) {
                return index;
            }
        }
        return -1;
    }

    private static Type requireLength(List<Value> arguments) {
        Type type = arguments.get(0).type();
        if (!type.isIterable() && type != Type.STRING && !type.isDynamic()) {
            throw new FunctionException("argument must be a string, a collection type, or a structural type");
        }
        return Type.NUMBER;
    }

    private static Value length(Value value) {
        Type type = value.type();
        if (type.isTuple() || type.isObject()) {
            return Value.number(value.length());
        }
        if (!value.isKnown()) {
            return Value.unknown(Type.NUMBER);
        }
        if (type == Type.STRING) {
            return Value.number(GraphemeClusters.count(value.asString()));
        }
        return Arguments.hasKnownLength(value) ? Value.number(value.length()) : Value.unknown(Type.NUMBER);
    }
}
