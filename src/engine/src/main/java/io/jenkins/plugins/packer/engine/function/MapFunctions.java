package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Normal;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions of maps and objects.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/collection.go">cty's collection.go</a>
 */
final class MapFunctions {
    private MapFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "keys" ->
                Function.takes(Parameter.of("inputMap", Type.DYNAMIC)
                                .allowingUnknown()
                                .allowingMarked())
                        .returns(MapFunctions::typeOfKeys, (arguments, type) -> keys(arguments.get(0), type));
            case "lookup" ->
                Function.takes(marked("inputMap", Type.DYNAMIC))
                        .and(marked("key", Type.STRING))
                        .and(marked("default", Type.DYNAMIC))
                        .returns(MapFunctions::typeOfLookup, MapFunctions::lookup);
            case "merge" ->
                Function.takesAny(Parameter.of("maps", Type.DYNAMIC)
                                .allowingNull()
                                .allowingDynamicType()
                                .allowingMarked())
                        .returns(MapFunctions::typeOfMerge, MapFunctions::merge);
            case "values" ->
                Function.takes(marked("mapping", Type.DYNAMIC))
                        .returns(MapFunctions::typeOfValues, (arguments, type) -> values(arguments.get(0), type));
            case "zipmap" ->
                Function.takes(marked("keys", Type.list(Type.STRING)))
                        .and(marked("values", Type.DYNAMIC))
                        .returns(MapFunctions::typeOfZip, MapFunctions::zip);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Parameter marked(String name, Type type) {
        return Parameter.of(name, type).allowingMarked();
    }

    private static Type typeOfKeys(List<Value> arguments) {
        Type type = arguments.get(0).type();
        if (type.isMap()) {
            return Type.list(Type.STRING);
        }
        if (type.isObject()) {
            return Type.tuple(Collections.nCopies(type.attributeTypes().size(), Type.STRING));
        }
        throw new FunctionException(0, "must have map or object type");
    }

    private static Value keys(Value map, Type type) {
        if (map.type().isMap() && !map.isKnown()) {
            return Value.unknown(type).withMarksOf(map);
        }
        Set<String> names = map.type().isMap()
                ? map.unmark().entryMap().keySet()
                : map.type().attributeTypes().keySet();
        List<Value> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(Value.string(name));
        }
        return SequenceFunctions.sequence(type, keys).withMarksOf(map);
    }

    private static Type typeOfLookup(List<Value> arguments) {
        Type type = arguments.get(0).type();
        Value fallback = arguments.get(2);
        if (type instanceof Type.ObjectType object) {
            if (!arguments.get(1).isKnown()) {
                return Type.DYNAMIC;
            }
            String key = arguments.get(1).unmark().asString();
            return object.has(key) ? object.attribute(key) : fallback.type();
        }
        if (!type.isMap()) {
            throw new FunctionException(0, "lookup() requires a map as the first argument");
        }
        try {
            Conversion.convert(fallback, type.elementType());
        } catch (ConversionException e) {
            throw new FunctionException(2, "the default value must have the same type as the map elements");
        }
        return type.elementType();
    }

    private static Value lookup(List<Value> arguments, Type type) {
        Value map = arguments.get(0).unmark();
        String key = Normal.form(arguments.get(1).unmark().asString());
        Set<Mark> marks = new HashSet<>(arguments.get(0).marks());
        marks.addAll(arguments.get(1).marks());
        if (!map.isWhollyKnown()) {
            return Value.unknown(type).withMarks(marks);
        }
        Value found = map.entryMap().get(key);
        return (found == null ? Conversion.convert(arguments.get(2), type) : found).withMarks(marks);
    }

    private static Type typeOfMerge(List<Value> arguments) {
        if (arguments.isEmpty()) {
            return Type.EMPTY_OBJECT;
        }
        Map<String, Type> attributes = new HashMap<>();
        Type first = null;
        boolean same = true;
        boolean keysKnown = true;
        for (Value argument : arguments) {
            Type type = argument.type();
            if (type.isDynamic()) {
                return Type.DYNAMIC;
            }
            if (type.isObject()) {
                type = argument.isNull() ? Type.EMPTY_OBJECT : type;
                attributes.putAll(type.attributeTypes());
            } else if (requireMap(type) && !argument.isKnown()) {
                keysKnown = false;
            } else if (!argument.isNull()) {
                for (String key : argument.unmark().entryMap().keySet()) {
                    attributes.put(key, type.elementType());
                }
            }
            same &= first == null || type.equals(first);
            first = first == null ? type : first;
        }
        if (same && first != null) {
            return first;
        }
        return keysKnown ? Type.object(attributes) : Type.DYNAMIC;
    }

    private static boolean requireMap(Type type) {
        if (!type.isMap() && !type.isObject()) {
            throw new FunctionException("arguments must be maps or objects, got " + Quoted.of(type.friendlyName()));
        }
        return true;
    }

    private static Value merge(List<Value> arguments, Type type) {
        Map<String, Value> merged = new HashMap<>();
        Set<Mark> marks = new HashSet<>();
        for (Value argument : arguments) {
            if (!argument.isNull()) {
                // A null of no type lets the check of the types pass over the arguments behind it.
                requireMap(argument.type());
                marks.addAll(argument.marks());
                merged.putAll(argument.unmark().entryMap());
            }
        }
        Value result = type.isMap() ? Value.map(type.elementType(), merged) : Value.object(merged);
        return result.withMarks(marks);
    }

    private static Type typeOfValues(List<Value> arguments) {
        Type type = arguments.get(0).type();
        if (type.isMap()) {
            return Type.list(type.elementType());
        }
        if (type.isObject()) {
            return Type.tuple(new ArrayList<>(type.attributeTypes().values()));
        }
        throw new FunctionException("values() requires a map as the first argument");
    }

    private static Value values(Value map, Type type) {
        return SequenceFunctions.sequence(type, map.unmark().elements()).withMarksOf(map);
    }

    private static Type typeOfZip(List<Value> arguments) {
        Type type = arguments.get(1).type();
        if (type.isList()) {
            return Type.map(type.elementType());
        }
        if (!type.isTuple()) {
            throw new FunctionException("values argument must be a list or tuple value");
        }
        Value keys = arguments.get(0).unmark();
        if (!keys.isWhollyKnown()) {
            return Type.DYNAMIC;
        }
        List<String> names = names(keys);
        requireSameLength(names.size(), type.elementTypes().size());
        Map<String, Type> attributes = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            attributes.put(names.get(i), type.elementTypes().get(i));
        }
        return Type.object(attributes);
    }

    private static List<String> names(Value keys) {
        List<String> names = new ArrayList<>();
        for (Value key : keys.elements()) {
            if (key.isNull()) {
                throw new FunctionException("keys list has null value at index " + names.size());
            }
            names.add(key.unmark().asString());
        }
        return names;
    }

    private static void requireSameLength(int keys, int values) {
        if (keys != values) {
            throw new FunctionException(
                    "number of keys (" + keys + ") does not match number of values (" + values + ")");
        }
    }

    private static Value zip(List<Value> arguments, Type type) {
        Value keys = arguments.get(0).unmark();
        Value values = arguments.get(1).unmark();
        Set<Mark> marks = new HashSet<>(arguments.get(0).marksDeep());
        marks.addAll(arguments.get(1).marks());
        if (!keys.isWhollyKnown()) {
            return Value.unknown(type).withMarks(marks);
        }
        List<String> names = names(keys);
        requireSameLength(names.size(), values.length());
        Map<String, Value> zipped = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            zipped.put(names.get(i), values.elements().get(i));
        }
        Value result = type.isMap() ? Value.map(type.elementType(), zipped) : Value.object(zipped);
        return result.withMarks(marks);
    }
}
