package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.CodePointOrder;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Functions that take sequences apart and put them together.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/collection.go">cty's collection.go</a>
 */
final class SequenceFunctions {
    private static final String EMPTY = "cannot use element function with an empty list";

    private SequenceFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "chunklist" ->
                Function.takes(marked("list", Type.list(Type.DYNAMIC)))
                        .and(marked("size", Type.NUMBER))
                        .returns(
                                arguments -> Type.list(arguments.get(0).type()),
                                (arguments, type) -> chunks(arguments.get(0), arguments.get(1)));
            case "concat" ->
                Function.takesAny(marked("seqs", Type.DYNAMIC)).returns(Concatenation::type, Concatenation::value);
            case "element" ->
                Function.takes(marked("list", Type.DYNAMIC))
                        .and("index", Type.NUMBER)
                        .returns(SequenceFunctions::typeOfElement, SequenceFunctions::element);
            case "flatten" ->
                Function.takes(marked("list", Type.DYNAMIC))
                        .returns(Flattening::type, (arguments, type) -> Flattening.value(arguments.get(0), type));
            case "range" ->
                Function.takesAny("params", Type.NUMBER).returns(Type.list(Type.NUMBER), NumberRange::values);
            case "reverse" ->
                Function.takes(marked("list", Type.DYNAMIC))
                        .returns(
                                SequenceFunctions::typeOfReverse,
                                (arguments, type) -> reversed(arguments.get(0), type));
            case "slice" ->
                Function.takes(marked("list", Type.DYNAMIC))
                        .and("start_index", Type.NUMBER)
                        .and("end_index", Type.NUMBER)
                        .returns(Slice::type, Slice::value);
            case "sort" ->
                Function.takes(Parameter.of("list", Type.list(Type.STRING)).allowingUnknown())
                        .returns(Type.list(Type.STRING), arguments -> sorted(arguments.get(0)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Parameter marked(String name, Type type) {
        return Parameter.of(name, type).allowingMarked();
    }

    /** A list or tuple of these elements, as the type says. */
    static Value sequence(Type type, List<Value> elements) {
        return type.isTuple() ? Value.tuple(elements) : Value.list(type.elementType(), elements);
    }

    private static Value chunks(Value markedList, Value markedSize) {
        Value list = markedList.unmark();
        long size = Arguments.wholeNumber(markedSize.unmark());
        if (size < 0) {
            throw new FunctionException("the size argument must be positive");
        }
        List<Value> chunks = new ArrayList<>();
        List<Value> elements = list.elements();
        if (size == 0 && !elements.isEmpty()) {
            chunks.add(list);
        } else {
            for (int start = 0; start < elements.size(); ) {
                int end = (int) Math.min(elements.size(), start + size);
                chunks.add(Value.list(list.type().elementType(), elements.subList(start, end)));
                start = end;
            }
        }
        return Value.list(list.type(), chunks).withMarksOf(markedList).withMarksOf(markedSize);
    }

    private static Type typeOfElement(List<Value> arguments) {
        Value index = arguments.get(1);
        if (index.isKnown() && index.asNumber().signum() < 0) {
            throw new FunctionException("cannot use element function with a negative index");
        }
        Type type = arguments.get(0).type();
        if (type.isList()) {
            return type.elementType();
        }
        if (!type.isTuple()) {
            throw new FunctionException("cannot read elements from " + type.friendlyName());
        }
        if (!index.isKnown()) {
            return Type.DYNAMIC;
        }
        List<Type> types = type.elementTypes();
        return types.get(position(index, types.size()));
    }

    private static int position(Value index, int length) {
        long position;
        try {
            position = Arguments.wholeNumber(index);
        } catch (FunctionException e) {
            throw new FunctionException("invalid index: " + e.getMessage());
        }
        if (length == 0) {
            throw new FunctionException(EMPTY);
        }
        return (int) (position % length);
    }

    private static Value element(List<Value> arguments, Type type) {
        Value list = arguments.get(0).unmark();
        int position = position(arguments.get(1), list.length());
        return list.elements().get(position).withMarksOf(arguments.get(0));
    }

    private static Type typeOfReverse(List<Value> arguments) {
        Type type = arguments.get(0).type();
        if (type.isTuple()) {
            List<Type> types = new ArrayList<>(type.elementTypes());
            Collections.reverse(types);
            return Type.tuple(types);
        }
        if (type.isList() || type.isSet()) {
            return Type.list(type.elementType());
        }
        throw new FunctionException(0, "can only reverse list or tuple values, not " + type.friendlyName());
    }

    private static Value reversed(Value list, Type type) {
        List<Value> elements = new ArrayList<>(list.unmark().elements());
        Collections.reverse(elements);
        return sequence(type, elements).withMarksOf(list);
    }

    private static Value sorted(Value list) {
        if (!list.isWhollyKnown()) {
            return Value.unknown(Type.list(Type.STRING));
        }
        List<String> texts = new ArrayList<>();
        for (Value element : list.elements()) {
            if (element.isNull()) {
                throw new FunctionException(
                        "given list element " + texts.size() + " is null; a null string cannot be sorted");
            }
            texts.add(element.asString());
        }
        texts.sort(CodePointOrder.INSTANCE);
        List<Value> sorted = new ArrayList<>();
        for (String text : texts) {
            sorted.add(Value.string(text));
        }
        return Value.list(Type.STRING, sorted);
    }
}
