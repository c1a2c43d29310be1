package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Unification;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code concat}: a list where all arguments are lists of compatible elements, else a tuple. */
final class Concatenation {
    private Concatenation() {}

    static Type type(List<Value> arguments) {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        Optional<Type> list = listType(arguments);
        return list.isPresent() ? list.get() : tupleType(arguments);
    }

    private static Optional<Type> listType(List<Value> arguments) {
        List<Type> types = new ArrayList<>();
        for (Value argument : arguments) {
            if (!argument.type().isList()) {
                return Optional.empty();
            }
            types.add(argument.type());
        }
        return Conversion.unifyUnsafe(types).map(Unification::type);
    }

    private static Type tupleType(List<Value> arguments) {
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Value argument = arguments.get(i).unmark();
            Type type = argument.type();
            if (type.isTuple()) {
                types.addAll(type.elementTypes());
            } else if (!type.isList()) {
                throw new FunctionException(i, "all arguments must be lists or tuples; got " + type.friendlyName());
            } else if (!argument.isKnown()) {
                return Type.DYNAMIC;
            } else {
                for (int j = 0; j < argument.length(); j++) {
                    types.add(type.elementType());
                }
            }
        }
        return Type.tuple(types);
    }

    static Value value(List<Value> arguments, Type type) {
        List<Value> elements = new ArrayList<>();
        Set<Mark> marks = new HashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            Value argument = type.isList() ? converted(arguments.get(i), type, i) : arguments.get(i);
            marks.addAll(argument.marks());
            elements.addAll(argument.unmark().elements());
        }
        return SequenceFunctions.sequence(type, elements).withMarks(marks);
    }

    private static Value converted(Value argument, Type type, int index) {
        try {
            return Conversion.convert(argument, type);
        } catch (ConversionException e) {
            throw new FunctionException(index, String.valueOf(e.getMessage()));
        }
    }
}
