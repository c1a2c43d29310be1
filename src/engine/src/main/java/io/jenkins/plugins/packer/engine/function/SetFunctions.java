package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Unification;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Functions of sets.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/set.go">cty's set.go</a>
 */
final class SetFunctions {
    /** More combinations than this would fill the memory before anyone could use them. */
    private static final long MOST_COMBINATIONS = 1 << 20;

    private SetFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "setintersection" -> ofSets().returns(SetFunctions::commonType, SetFunctions::intersection);
            case "setunion" -> ofSets().returns(SetFunctions::commonType, SetFunctions::union);
            case "setproduct" ->
                Function.takesAny(Parameter.of("sets", Type.DYNAMIC)
                                .allowingMarked()
                                .allowingUnknown())
                        .returns(SetFunctions::typeOfProduct, SetFunctions::product);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function.Signature ofSets() {
        Type any = Type.set(Type.DYNAMIC);
        return Function.takes(Parameter.of("first_set", any).allowingDynamicType())
                .andAny(Parameter.of("other_sets", any).allowingDynamicType());
    }

    private static Type commonType(List<Value> arguments) {
        List<Type> types = new ArrayList<>();
        for (Value argument : arguments) {
            if (!argument.type().isSet()) {
                throw new FunctionException("a set of known element type is required");
            }
            Type element = argument.type().elementType();
            boolean isUndecided = element.isDynamic() && argument.isKnown() && argument.length() == 0;
            if (!isUndecided) {
                types.add(element);
            }
        }
        if (types.isEmpty()) {
            return Type.set(Type.DYNAMIC);
        }
        return Type.set(Conversion.unifyUnsafe(types)
                .map(Unification::type)
                .orElseThrow(() -> new FunctionException("given sets must all have compatible element types")));
    }

    private static List<Value> converted(List<Value> arguments, Type type) {
        List<Value> sets = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            try {
                sets.add(Conversion.convert(arguments.get(i), type));
            } catch (ConversionException e) {
                throw new FunctionException(i, String.valueOf(e.getMessage()));
            }
        }
        return sets;
    }

    private static Value intersection(List<Value> arguments, Type type) {
        List<Value> sets = converted(arguments, type);
        List<Value> common = null;
        for (Value set : sets) {
            if (!set.isWhollyKnown()) {
                return Value.unknown(type);
            }
            if (common == null) {
                common = new ArrayList<>(set.elements());
            } else {
                common.retainAll(new HashSet<>(set.elements()));
            }
        }
        return Value.set(type.elementType(), common == null ? List.of() : common);
    }

    private static Value union(List<Value> arguments, Type type) {
        List<Value> all = new ArrayList<>();
        for (Value set : converted(arguments, type)) {
            all.addAll(set.elements());
        }
        return Value.set(type.elementType(), all);
    }

    private static Type typeOfProduct(List<Value> arguments) {
        if (arguments.size() < 2) {
            throw new FunctionException("at least two arguments are required");
        }
        boolean ordered = true;
        List<Type> elements = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Type type = arguments.get(i).type();
            ordered &= !type.isSet();
            elements.add(elementType(type, i));
        }
        Type tuple = Type.tuple(elements);
        return ordered ? Type.list(tuple) : Type.set(tuple);
    }

    private static Type elementType(Type type, int argument) {
        if (type.isSet() || type.isList()) {
            return type.elementType();
        }
        if (!type.isTuple()) {
            throw new FunctionException(argument, "a set or a list is required");
        }
        if (type.elementTypes().isEmpty()) {
            return Type.DYNAMIC;
        }
        return Conversion.unifyUnsafe(type.elementTypes())
                .map(Unification::type)
                .orElseThrow(() -> new FunctionException(argument, "all elements must be of the same type"));
    }

    private static Value product(List<Value> arguments, Type type) {
        Set<Mark> marks = new HashSet<>();
        List<List<Value>> factors = new ArrayList<>();
        long total = 1;
        boolean known = true;
        for (Value argument : arguments) {
            marks.addAll(argument.marks());
            Value factor = argument.unmark();
            known &= factor.isKnown() && Arguments.hasKnownLength(factor);
            factors.add(factor.isKnown() ? factor.elements() : List.of());
            total = Math.min(total, MOST_COMBINATIONS + 1)
                    * factors.get(factors.size() - 1).size();
        }
        if (!known) {
            return Value.unknown(type).withMarks(marks);
        }
        if (total > MOST_COMBINATIONS) {
            throw new FunctionException("there are more than " + MOST_COMBINATIONS + " combinations");
        }
        List<Type> types = type.elementType().elementTypes();
        List<Value> tuples = new ArrayList<>();
        int[] chosen = new int[factors.size()];
        for (long i = 0; i < total; i++) {
            tuples.add(combination(factors, chosen, types));
            advance(chosen, factors);
        }
        if (!Value.haveOneType(tuples)) {
            throw new FunctionException("all elements must be of the same type");
        }
        Value result = type.isList() ? Value.list(type.elementType(), tuples) : Value.set(type.elementType(), tuples);
        return result.withMarks(marks);
    }

    private static Value combination(List<List<Value>> factors, int[] chosen, List<Type> types) {
        List<Value> combination = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            combination.add(Conversion.convert(factors.get(i).get(chosen[i]), types.get(i)));
        }
        return Value.tuple(combination);
    }

    /** Counts on like an odometer: the last factor changes fastest. */
    private static void advance(int[] chosen, List<List<Value>> factors) {
        for (int i = chosen.length - 1; i >= 0; i--) {
            chosen[i]++;
            if (chosen[i] < factors.get(i).size()) {
                return;
            }
            chosen[i] = 0;
        }
    }
}
