package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code flatten}: the elements of nested sequences, in one tuple. */
final class Flattening {
    private final List<Value> elements = new ArrayList<>();
    private final Set<Mark> marks = new HashSet<>();
    private boolean known = true;

    private Flattening(Value list) {
        add(list);
    }

    private void add(Value list) {
        marks.addAll(list.marks());
        if (!Arguments.hasKnownLength(list.unmark())) {
            known = false;
            return;
        }
        for (Value element : list.unmark().elements()) {
            if (element.equals(Value.DYNAMIC)) {
                known = false;
            }
            if (element.isNull() || !isSequence(element.type())) {
                elements.add(element);
            } else if (element.isKnown()) {
                add(element);
            } else {
                marks.addAll(element.marks());
                known = false;
            }
        }
    }

    private static boolean isSequence(Type type) {
        return type.isList() || type.isSet() || type.isTuple();
    }

    static Type type(List<Value> arguments) {
        Value list = arguments.get(0);
        if (!list.isWhollyKnown()) {
            return Type.DYNAMIC;
        }
        if (!isSequence(list.type())) {
            throw new FunctionException("can only flatten lists, sets and tuples");
        }
        Flattening flattening = new Flattening(list);
        return flattening.known ? Value.tuple(flattening.elements).type() : Type.DYNAMIC;
    }

    static Value value(Value list, Type type) {
        if (!isSequence(list.type())) {
            throw new FunctionException("can only flatten lists, sets and tuples");
        }
        Flattening flattening = new Flattening(list);
        Value result = flattening.known ? Value.tuple(flattening.elements) : Value.unknown(type);
        return result.withMarks(flattening.marks);
    }
}
