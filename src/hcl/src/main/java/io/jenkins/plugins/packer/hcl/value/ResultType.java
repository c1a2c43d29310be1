package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The type of an unknown or null value after its conversion: the wanted type, its dynamic parts filled in from the given. */
final class ResultType {
    private ResultType() {}

    static Type of(@Nullable Type given, Type wanted) {
        if (given == null || given.isDynamic()) {
            return wanted;
        }
        if (wanted.isDynamic()) {
            return given;
        }
        if (wanted instanceof Type.MapType map) {
            return given.isMap() || given.isObject() ? map.of(of(elementOf(given), map.element())) : wanted;
        }
        if (wanted instanceof Type.Collection sequence) {
            boolean convertible = given.isSet() || given.isList() || given.isTuple();
            return convertible ? sequence.of(of(elementOf(given), sequence.element())) : wanted;
        }
        if (wanted instanceof Type.ObjectType object) {
            return object(given, object);
        }
        if (wanted instanceof Type.TupleType tuple && given instanceof Type.TupleType have) {
            List<Type> elements = new ArrayList<>();
            for (int i = 0; i < tuple.elements().size(); i++) {
                elements.add(of(have.elements().get(i), tuple.elements().get(i)));
            }
            return Type.tuple(elements);
        }
        return wanted;
    }

    private static @Nullable Type elementOf(Type given) {
        if (given instanceof Type.Collection collection) {
            return collection.element();
        }
        List<Type> parts = given.isTuple()
                ? given.elementTypes()
                : new ArrayList<>(given.attributeTypes().values());
        Unification common = new Unifier(true).unify(parts);
        return common == null ? null : common.type();
    }

    private static Type object(Type given, Type.ObjectType wanted) {
        Map<String, Type> attributes = new TreeMap<>();
        for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
            String name = attribute.getKey();
            Type part = attribute.getValue();
            if (given instanceof Type.MapType map) {
                part = of(map.element(), part);
            } else if (given instanceof Type.ObjectType have && have.has(name)) {
                part = of(have.attribute(name), part);
            }
            attributes.put(name, part);
        }
        return Type.object(attributes);
    }
}
