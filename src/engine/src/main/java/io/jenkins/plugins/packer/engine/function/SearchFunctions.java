package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.Operations;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Unification;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that look for elements and choose between values.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/collection.go">cty's collection.go</a>
 */
final class SearchFunctions {
    private SearchFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "alltrue" ->
                Function.takes("list", Type.list(Type.BOOL)).returns(Type.BOOL, arguments -> allTrue(arguments.get(0)));
            case "anytrue" ->
                Function.takes("list", Type.list(Type.BOOL)).returns(Type.BOOL, arguments -> anyTrue(arguments.get(0)));
            case "coalesce" ->
                Function.takesAny(anything("vals")).returns(SearchFunctions::typeOfCoalesce, SearchFunctions::coalesce);
            case "coalescelist" ->
                Function.takesAny(anything("vals"))
                        .returns(SearchFunctions::typeOfCoalesceList, SearchFunctions::coalesceList);
            case "compact" ->
                Function.takes("list", Type.list(Type.STRING))
                        .returns(Type.list(Type.STRING), arguments -> compact(arguments.get(0)));
            case "contains" ->
                Function.takes("list", Type.DYNAMIC)
                        .and("value", Type.DYNAMIC)
                        .returns(Type.BOOL, arguments -> contains(arguments.get(0), arguments.get(1)));
            case "distinct" ->
                Function.takes("list", Type.list(Type.DYNAMIC))
                        .returns(arguments -> arguments.get(0).type(), (arguments, type) -> distinct(arguments.get(0)));
            case "index" ->
                Function.takes("list", Type.DYNAMIC)
                        .and("value", Type.DYNAMIC)
                        .returns(Type.NUMBER, arguments -> index(arguments.get(0), arguments.get(1)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Parameter anything(String name) {
        return Parameter.of(name, Type.DYNAMIC).allowingNull().allowingUnknown().allowingDynamicType();
    }

    private static Value allTrue(Value list) {
        for (Value element : list.elements()) {
            if (!element.isKnown()) {
                return Value.unknown(Type.BOOL);
            }
            if (!element.isTrue()) {
                return Value.FALSE;
            }
        }
        return Value.TRUE;
    }

    private static Value anyTrue(Value list) {
        boolean known = true;
        for (Value element : list.elements()) {
            if (element.isTrue()) {
                return Value.TRUE;
            }
            known &= element.isKnown();
        }
        return known ? Value.FALSE : Value.unknown(Type.BOOL);
    }

    private static Type typeOfCoalesce(List<Value> arguments) {
        List<Type> types = new ArrayList<>();
        for (Value argument : arguments) {
            types.add(argument.type());
        }
        if (types.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        return Conversion.unifyUnsafe(types)
                .map(Unification::type)
                .orElseThrow(() -> new FunctionException("all arguments must have the same type"));
    }

    private static Value coalesce(List<Value> arguments, Type type) {
        for (Value argument : arguments) {
            Value value = Conversion.convert(argument, type);
            if (!value.isKnown()) {
                return Value.unknown(type);
            }
            boolean isEmpty =
                    type == Type.STRING && !value.isNull() && value.asString().isEmpty();
            if (!value.isNull() && !isEmpty) {
                return value;
            }
        }
        throw new FunctionException("no non-null, non-empty-string arguments");
    }

    private static Type typeOfCoalesceList(List<Value> arguments) {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        Type common = null;
        boolean same = true;
        for (Value argument : arguments) {
            Type type = argument.type();
            if (!argument.isKnown()) {
                return Type.DYNAMIC;
            }
            if (!type.isList() && !type.isTuple()) {
                throw new FunctionException("coalescelist arguments must be lists or tuples");
            }
            same &= common == null || type.equals(common);
            common = type;
        }
        return same && common != null ? common : Type.DYNAMIC;
    }

    private static Value coalesceList(List<Value> arguments, Type type) {
        for (Value argument : arguments) {
            if (!argument.isKnown()) {
                return Value.unknown(type);
            }
            if (!argument.isNull() && argument.length() > 0) {
                return argument;
            }
        }
        throw new FunctionException("no non-null arguments");
    }

    private static Value compact(Value list) {
        if (!list.isWhollyKnown()) {
            return Value.unknown(list.type());
        }
        List<Value> kept = new ArrayList<>();
        for (Value element : list.elements()) {
            if (!element.isNull() && !element.asString().isEmpty()) {
                kept.add(element);
            }
        }
        return Value.list(Type.STRING, kept);
    }

    private static Value contains(Value list, Value wanted) {
        Type type = list.type();
        if (!type.isList() && !type.isTuple() && !type.isSet()) {
            throw new FunctionException("argument must be list, tuple, or set");
        }
        boolean known = true;
        for (Value element : list.elements()) {
            Value equal = Operations.equal(wanted, element);
            if (equal.isTrue()) {
                return Value.TRUE;
            }
            known &= equal.isKnown();
        }
        return known ? Value.FALSE : Value.unknown(Type.BOOL);
    }

    private static Value distinct(Value list) {
        if (!list.isWhollyKnown()) {
            return Value.unknown(list.type());
        }
        List<Value> kept = new ArrayList<>();
        for (Value element : list.elements()) {
            if (!isAmong(kept, element)) {
                kept.add(element);
            }
        }
        return Value.list(list.type().elementType(), kept);
    }

    private static boolean isAmong(List<Value> elements, Value wanted) {
        for (Value element : elements) {
            if (Operations.equal(element, wanted).isTrue()) {
                return true;
            }
        }
        return false;
    }

    private static Value index(Value list, Value wanted) {
        if (!list.type().isList() && !list.type().isTuple()) {
            throw new FunctionException("argument must be a list or tuple");
        }
        if (list.length() == 0) {
            throw new FunctionException("cannot search an empty list");
        }
        int index = 0;
        for (Value element : list.elements()) {
            Value equal = Operations.equal(element, wanted);
            if (!equal.isKnown()) {
                return Value.unknown(Type.NUMBER);
            }
            if (equal.isTrue()) {
                return Value.number(index);
            }
            index++;
        }
        throw new FunctionException("item not found");
    }
}
