package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Unification;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of optional attributes in a type constraint.
 *
 * @param type the type that they belong to
 * @param values defaults of this object's attributes, by name
 * @param children defaults of what is in it: by attribute name, by index of a tuple, or under the empty name for the
 *     elements of a collection
 */
public record TypeDefaults(Type type, Map<String, Value> values, Map<String, TypeDefaults> children) {
    private static final String ANY_ELEMENT = "";

    public TypeDefaults {
        values = Map.copyOf(values);
        children = Map.copyOf(children);
    }

    static @Nullable TypeDefaults ofElements(Type type, @Nullable TypeDefaults element) {
        return element == null ? null : new TypeDefaults(type, Map.of(), Map.of(ANY_ELEMENT, element));
    }

    static @Nullable TypeDefaults ofParts(Type type, Map<String, Value> values, Map<String, TypeDefaults> children) {
        return values.isEmpty() && children.isEmpty() ? null : new TypeDefaults(type, values, children);
    }

    /** The value with defaults where attributes are missing or null; to be converted to the type afterwards. */
    public Value apply(Value value) {
        if (!value.isKnown() || value.isNull()) {
            return value;
        }
        Value plain = value.unmark();
        Type given = plain.type();
        if (given.isObject() || given.isMap()) {
            return applyToEntries(plain).withMarksOf(value);
        }
        return given.isIterable() ? applyToElements(plain).withMarksOf(value) : value;
    }

    private Value applyToElements(Value sequence) {
        List<Value> elements = new ArrayList<>();
        for (Value element : sequence.elements()) {
            TypeDefaults child = children.get(type.isTuple() ? Integer.toString(elements.size()) : ANY_ELEMENT);
            elements.add(child == null ? element : child.apply(element));
        }
        if (sequence.type().isCollection()) {
            if (elements.isEmpty()) {
                return sequence;
            }
            List<Value> unified = unified(elements);
            if (unified != null) {
                return sequence.type().isSet() ? Value.set(unified) : Value.list(unified);
            }
        }
        return Value.tuple(elements);
    }

    private Value applyToEntries(Value container) {
        Map<String, Value> entries = new TreeMap<>(container.entryMap());
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            TypeDefaults child = children.get(type.isObject() ? entry.getKey() : ANY_ELEMENT);
            if (child != null) {
                entry.setValue(child.apply(entry.getValue()));
            }
        }
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            Value present = entries.get(entry.getKey());
            if (present == null || present.isNull()) {
                TypeDefaults child = children.get(entry.getKey());
                entries.put(entry.getKey(), child == null ? entry.getValue() : child.apply(entry.getValue()));
            }
        }
        if (container.type().isMap()) {
            if (entries.isEmpty()) {
                return container;
            }
            List<Value> unified = unified(new ArrayList<>(entries.values()));
            if (unified != null) {
                Map<String, Value> elements = new HashMap<>();
                for (String key : entries.keySet()) {
                    elements.put(key, unified.get(elements.size()));
                }
                return Value.map(elements);
            }
        }
        return Value.object(entries);
    }

    /** The elements converted to their common type, or null if there is none. */
    private static @Nullable List<Value> unified(List<Value> elements) {
        List<Type> types = new ArrayList<>(elements.size());
        for (Value element : elements) {
            types.add(element.type());
        }
        Unification common = Conversion.unifyUnsafe(types).orElse(null);
        if (common == null) {
            return null;
        }
        List<Value> unified = new ArrayList<>(elements.size());
        try {
            for (Value element : elements) {
                unified.add(common.convert(unified.size(), element));
            }
        } catch (ConversionException e) {
            // Left as they are: the conversion to the constraint will say what is wrong with them.
            return null;
        }
        return Value.haveOneType(unified) ? unified : null;
    }
}
