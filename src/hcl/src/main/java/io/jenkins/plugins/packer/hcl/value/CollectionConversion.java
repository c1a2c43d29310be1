package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions to lists, sets and maps. */
final class CollectionConversion {
    private CollectionConversion() {}

    static @Nullable ConversionStep find(Type from, Type.Collection to, boolean unsafe) {
        if (to.isMap()) {
            if (from instanceof Type.MapType map) {
                return mapToMap(map, to.element(), unsafe);
            }
            return from instanceof Type.ObjectType object ? objectToMap(object, to.element(), unsafe) : null;
        }
        if (from instanceof Type.TupleType tuple) {
            return tupleToSequence(tuple, to, unsafe);
        }
        if (!from.isList() && !from.isSet()) {
            return null;
        }
        if (to.isSet() && from.isList() && !unsafe) {
            return null;
        }
        if (from.elementType().equals(to.element())) {
            return (value, path) -> sequence(value, path, to, null);
        }
        ConversionStep step = ConversionStep.find(from.elementType(), to.element(), unsafe);
        return step == null ? null : (value, path) -> sequence(value, path, to, step);
    }

    private static Value sequence(Value value, Path path, Type.Collection to, @Nullable ConversionStep step) {
        if (to.isList() && value.type().isSet() && value.length() > 1 && !value.isWhollyKnown()) {
            // What is unknown may turn out to be a repetition.
            return Value.unknown(Type.list(value.type().elementType()));
        }
        List<Value> elements = new ArrayList<>();
        int index = 0;
        for (Value element : value.elements()) {
            Value converted = step == null ? element : step.apply(element, path.index(index));
            elements.add(ConversionStep.withoutOptionalIfNull(converted));
            index++;
        }
        if (elements.isEmpty()) {
            Type element = to.element().isDynamic()
                    ? value.type().elementType()
                    : to.element().withoutOptionalAttributes();
            return to.isList() ? Value.emptyList(element) : Value.emptySet(element);
        }
        return collected(elements, path, to);
    }

    private static Value collected(List<Value> elements, Path path, Type.Collection to) {
        if (!Value.haveOneType(elements)) {
            throw new ConversionException(path, "element types must all match for conversion to " + to.kind());
        }
        return to.isList() ? Value.list(elements) : Value.set(elements);
    }

    private static @Nullable ConversionStep tupleToSequence(Type.TupleType from, Type.Collection to, boolean unsafe) {
        List<Type> given = from.elements();
        if (given.isEmpty()) {
            Type element = to.element().withoutOptionalAttributes();
            return (value, path) -> to.isList() ? Value.emptyList(element) : Value.emptySet(element);
        }
        Type element = to.element();
        if (element.isDynamic()) {
            Unification common = new Unifier(unsafe).unify(given);
            if (common == null) {
                return null;
            }
            element = common.type();
            if (element.isDynamic() && !given.stream().allMatch(Type::isDynamic)) {
                return null;
            }
        }
        List<@Nullable ConversionStep> steps = new ArrayList<>(given.size());
        for (Type type : given) {
            ConversionStep step = type.equals(element) ? null : ConversionStep.find(type, element, unsafe);
            if (step == null && !type.equals(element)) {
                return null;
            }
            steps.add(step);
        }
        return (value, path) -> tuple(value, path, to, steps, unsafe);
    }

    private static Value tuple(
            Value value, Path path, Type.Collection to, List<@Nullable ConversionStep> steps, boolean unsafe) {
        List<Value> elements = new ArrayList<>(steps.size());
        int index = 0;
        for (Value element : value.elements()) {
            ConversionStep step = steps.get(index);
            Value converted = step == null ? element : step.apply(element, path.index(index));
            elements.add(to.isSet() ? ConversionStep.withoutOptionalIfNull(converted) : converted);
            index++;
        }
        return collected(to.isList() ? unifyElements(elements, path, unsafe) : elements, path, to);
    }

    private static List<Value> unifyElements(List<Value> elements, Path path, boolean unsafe) {
        Map<String, Value> byIndex = new LinkedHashMap<>();
        for (Value element : elements) {
            byIndex.put(Integer.toString(byIndex.size()), element);
        }
        return new ArrayList<>(unifyElements(byIndex, path, unsafe).values());
    }

    private static Map<String, Value> unifyElements(Map<String, Value> elements, Path path, boolean unsafe) {
        List<Type> types = new ArrayList<>();
        for (Value element : elements.values()) {
            types.add(element.type());
        }
        Unification common = new Unifier(unsafe).unify(types);
        if (common == null) {
            throw new ConversionException(path, "cannot find a common base type for all elements");
        }
        Map<String, Value> unified = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : elements.entrySet()) {
            Value element = entry.getValue();
            if (!element.type().equals(common.type())) {
                ConversionStep step = ConversionStep.find(element.type(), common.type(), unsafe);
                if (step == null) {
                    throw new ConversionException(path, "cannot find a common base type for all elements");
                }
                element = step.apply(element, path.key(entry.getKey()));
            }
            unified.put(entry.getKey(), element);
        }
        return unified;
    }

    private static @Nullable ConversionStep mapToMap(Type.MapType from, Type element, boolean unsafe) {
        ConversionStep step = ConversionStep.find(from.element(), element, unsafe);
        if (step == null) {
            return null;
        }
        return (value, path) -> {
            Map<String, Value> elements = new LinkedHashMap<>();
            for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
                elements.put(entry.getKey(), step.apply(entry.getValue(), path.key(entry.getKey())));
            }
            if (elements.isEmpty()) {
                return Value.emptyMap(
                        element.isDynamic() ? value.type().elementType() : element.withoutOptionalAttributes());
            }
            return mapOf(elements, element, path, false);
        };
    }

    private static Value mapOf(Map<String, Value> elements, Type element, Path path, boolean unsafe) {
        Map<String, Value> unified =
                element.isCollection() || element.isObject() ? unifyElements(elements, path, unsafe) : elements;
        if (!Value.haveOneType(unified.values())) {
            throw new ConversionException(path, "element types must all match for conversion to map");
        }
        return Value.map(unified);
    }

    private static @Nullable ConversionStep objectToMap(Type.ObjectType from, Type wanted, boolean unsafe) {
        if (from.attributes().isEmpty()) {
            return (value, path) -> Value.emptyMap(wanted.withoutOptionalAttributes());
        }
        Type element = wanted;
        if (element.isDynamic()) {
            Unification common =
                    new Unifier(unsafe).unify(new ArrayList<>(from.attributes().values()));
            if (common == null) {
                return null;
            }
            element = common.type();
        }
        Map<String, @Nullable ConversionStep> steps = new HashMap<>();
        for (Map.Entry<String, Type> attribute : from.attributes().entrySet()) {
            Type given = attribute.getValue();
            ConversionStep step = given.equals(element) ? null : ConversionStep.find(given, element, unsafe);
            if (step == null && !given.equals(element)) {
                return null;
            }
            steps.put(attribute.getKey(), step);
        }
        Type found = element;
        return (value, path) -> {
            Map<String, Value> elements = new LinkedHashMap<>();
            for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
                ConversionStep step = steps.get(entry.getKey());
                Value part = entry.getValue();
                elements.put(entry.getKey(), step == null ? part : step.apply(part, path.key(entry.getKey())));
            }
            return mapOf(elements, found, path, unsafe);
        };
    }
}
