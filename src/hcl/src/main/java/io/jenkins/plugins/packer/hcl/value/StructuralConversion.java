package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions to objects and tuples. */
final class StructuralConversion {
    private StructuralConversion() {}

    static @Nullable ConversionStep objectToObject(Type.ObjectType from, Type.ObjectType to, boolean unsafe) {
        Map<String, @Nullable ConversionStep> steps = new HashMap<>();
        for (Map.Entry<String, Type> attribute : to.attributes().entrySet()) {
            String name = attribute.getKey();
            Type given = from.attributes().get(name);
            if (given == null) {
                if (to.optional().contains(name)) {
                    continue;
                }
                return null;
            }
            ConversionStep step = null;
            if (!given.equals(attribute.getValue())) {
                step = ConversionStep.find(given, attribute.getValue(), unsafe);
                if (step == null) {
                    return null;
                }
            }
            steps.put(name, step);
        }
        return (value, path) -> convertAttributes(value, path, to, steps);
    }

    private static Value convertAttributes(
            Value value, Path path, Type.ObjectType to, Map<String, @Nullable ConversionStep> steps) {
        Map<String, Value> attributes = new HashMap<>();
        for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
            String name = entry.getKey();
            if (!steps.containsKey(name)) {
                continue;
            }
            ConversionStep step = steps.get(name);
            Value converted = step == null ? entry.getValue() : step.apply(entry.getValue(), path.attribute(name));
            attributes.put(name, ConversionStep.withoutOptionalIfNull(converted));
        }
        for (String name : to.optional()) {
            if (!attributes.containsKey(name)) {
                attributes.put(name, Value.nullOf(to.attribute(name).withoutOptionalAttributes()));
            }
        }
        return Value.object(attributes);
    }

    static @Nullable ConversionStep tupleToTuple(Type.TupleType from, Type.TupleType to, boolean unsafe) {
        int size = from.elements().size();
        if (size != to.elements().size()) {
            return null;
        }
        List<@Nullable ConversionStep> steps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Type given = from.elements().get(i);
            Type wanted = to.elements().get(i);
            ConversionStep step = given.equals(wanted) ? null : ConversionStep.find(given, wanted, unsafe);
            if (step == null && !given.equals(wanted)) {
                return null;
            }
            steps.add(step);
        }
        return (value, path) -> {
            List<Value> elements = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                Value element = value.elements().get(i);
                ConversionStep step = steps.get(i);
                elements.add(step == null ? element : step.apply(element, path.index(i)));
            }
            return Value.tuple(elements);
        };
    }

    /** Always unsafe: nothing says that the map has an element for each attribute. */
    static @Nullable ConversionStep mapToObject(Type.MapType from, Type.ObjectType to) {
        Map<String, @Nullable ConversionStep> steps = new HashMap<>();
        for (Map.Entry<String, Type> attribute : to.attributes().entrySet()) {
            if (attribute.getValue().equals(from.element())) {
                continue;
            }
            ConversionStep step = ConversionStep.find(from.element(), attribute.getValue(), true);
            if (step == null && !to.optional().contains(attribute.getKey())) {
                return null;
            }
            steps.put(attribute.getKey(), step);
        }
        return (value, path) -> convertElements(value, path, to, steps);
    }

    private static Value convertElements(
            Value value, Path path, Type.ObjectType to, Map<String, @Nullable ConversionStep> steps) {
        Map<String, Value> attributes = new HashMap<>();
        for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
            String name = entry.getKey();
            if (!to.attributes().containsKey(name)) {
                continue;
            }
            Value element = entry.getValue();
            ConversionStep step = steps.get(name);
            if (step != null) {
                element = step.apply(element, path.key(name));
            } else if (steps.containsKey(name)) {
                throw new ConversionException(
                        path,
                        "map element type is incompatible with attribute " + Quoted.of(name) + ": "
                                + MismatchMessage.of(element.type(), to.attribute(name)));
            }
            attributes.put(name, ConversionStep.withoutOptionalIfNull(element));
        }
        for (Map.Entry<String, Type> attribute : to.attributes().entrySet()) {
            String name = attribute.getKey();
            if (attributes.containsKey(name)) {
                continue;
            }
            if (!to.optional().contains(name)) {
                throw new ConversionException(path, "map has no element for required attribute " + Quoted.of(name));
            }
            attributes.put(name, Value.nullOf(attribute.getValue().withoutOptionalAttributes()));
        }
        return Value.object(attributes);
    }
}
