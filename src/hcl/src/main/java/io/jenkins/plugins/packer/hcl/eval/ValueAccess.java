package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables, attributes and indexes: the way from a name to a value. */
public final class ValueAccess {
    private static final String INVALID_INDEX = "Invalid index";
    private static final String UNSUPPORTED_ATTRIBUTE = "Unsupported attribute";
    private static final String NO_ELEMENT = "The given key does not identify an element in this collection value";

    private ValueAccess() {}

    /** Looks up an absolute traversal. */
    public static Value follow(Traversal traversal, EvaluationContext context, Diagnostics diagnostics) {
        Traversal.Root root = (Traversal.Root) traversal.steps().get(0);
        boolean allowed = false;
        for (EvaluationContext scope = context; scope != null; scope = scope.parent()) {
            Map<String, Value> variables = scope.variables();
            if (variables != null) {
                allowed = true;
                Value value = variables.get(root.name());
                if (value != null) {
                    return followFrom(value, traversal, 1, diagnostics);
                }
            }
        }
        if (!allowed) {
            diagnostics.error("Variables not allowed", "Variables may not be used here.", root.range());
        } else {
            diagnostics.error(
                    "Unknown variable",
                    "There is no variable named " + Quoted.of(root.name()) + "." + suggestion(root.name(), context),
                    root.range());
        }
        return Value.DYNAMIC;
    }

    private static String suggestion(String name, EvaluationContext context) {
        Set<String> names = new HashSet<>();
        for (EvaluationContext scope = context; scope != null; scope = scope.parent()) {
            Map<String, Value> variables = scope.variables();
            if (variables != null) {
                names.addAll(variables.keySet());
            }
        }
        return SimilarName.to(name, names)
                .map(found -> " Did you mean " + Quoted.of(found) + "?")
                .orElse("");
    }

    /** Follows a relative traversal from a value. */
    public static Value follow(Value start, Traversal relative, Diagnostics diagnostics) {
        return followFrom(start, relative, 0, diagnostics);
    }

    private static Value followFrom(Value start, Traversal traversal, int from, Diagnostics diagnostics) {
        Value value = start;
        for (int i = from; i < traversal.steps().size(); i++) {
            Traversal.Step step = traversal.steps().get(i);
            int before = diagnostics.size();
            if (step instanceof Traversal.GetAttribute attribute) {
                value = attribute(value, attribute.name(), step.range(), diagnostics);
            } else if (step instanceof Traversal.GetIndex index) {
                value = index(value, key(index), step.range(), diagnostics);
            }
            if (diagnostics.size() > before) {
                return Value.DYNAMIC;
            }
        }
        return value;
    }

    /** The key of an index step; someone may have written a bool or null. */
    static Value key(Traversal.GetIndex index) {
        return Evaluator.constant(index.key());
    }

    /** {@code value.name}. */
    public static Value attribute(Value value, String name, @Nullable SourceRange range, Diagnostics diagnostics) {
        if (value.isNull()) {
            diagnostics.error(
                    "Attempt to get attribute from null value",
                    "This value is null, so it does not have any attributes.",
                    range);
            return Value.DYNAMIC;
        }
        if (value.type() instanceof Type.ObjectType object) {
            if (object.has(name)) {
                return value.attribute(name);
            }
            diagnostics.error(
                    UNSUPPORTED_ATTRIBUTE,
                    "This object does not have an attribute named " + Quoted.of(name) + "."
                            + SimilarName.to(name, object.attributes().keySet())
                                    .map(found -> " Did you mean " + Quoted.of(found) + "?")
                                    .orElse(""),
                    range);
            return Value.DYNAMIC;
        }
        if (value.type() instanceof Type.MapType map) {
            if (!value.isKnown()) {
                return Value.unknown(map.element()).withMarksOf(value);
            }
            Value element = value.unmark().entryMap().get(Value.string(name).asString());
            if (element != null) {
                return element.withMarksOf(value);
            }
            diagnostics.error(
                    "Missing map element",
                    "This map does not have an element with the key " + Quoted.of(name) + ".",
                    range);
            return Value.DYNAMIC;
        }
        if (value.type().isDynamic()) {
            return Value.DYNAMIC.withMarksOf(value);
        }
        diagnostics.error(UNSUPPORTED_ATTRIBUTE, noAttributes(value.type(), name), range);
        return Value.DYNAMIC;
    }

    private static String noAttributes(Type type, String name) {
        if (type.isPrimitive()) {
            return "Can't access attributes on a primitive-typed value (" + type.friendlyName() + ").";
        }
        boolean objects = type.isCollection() && type.elementType().isObject();
        if (!objects) {
            return "This value does not have any attributes.";
        }
        String what =
                ((Type.ObjectType) type.elementType()).has(name) ? "attribute " + Quoted.of(name) : "an attribute";
        return type.isList()
                ? "Can't access attributes on a list of objects. Did you mean " + what
                        + " of one of its elements, or of all of them?"
                : "Can't access attributes on a set of objects. Did you mean " + what + " of all of its elements?";
    }

    /** {@code collection[key]}. */
    public static Value index(Value collection, Value key, @Nullable SourceRange range, Diagnostics diagnostics) {
        if (collection.isNull()) {
            diagnostics.error(
                    "Attempt to index null value", "This value is null, so it does not have any indices.", range);
            return Value.DYNAMIC;
        }
        if (key.isNull()) {
            diagnostics.error(INVALID_INDEX, "Can't use a null value as an indexing key.", range);
            return Value.DYNAMIC;
        }
        Type type = collection.type();
        if (type.isDynamic() || key.type().isDynamic()) {
            return Value.DYNAMIC.withMarksOf(collection);
        }
        if (type.isSet()) {
            diagnostics.error(
                    INVALID_INDEX,
                    "Elements of a set have neither index nor key: they can only be used all together, as in a for expression.",
                    range);
            return Value.DYNAMIC;
        }
        if (!type.isIterable()) {
            diagnostics.error(INVALID_INDEX, "This value does not have any indices.", range);
            return Value.DYNAMIC;
        }
        try {
            boolean sequence = type.isList() || type.isTuple();
            Value converted = Conversion.convert(key, sequence ? Type.NUMBER : Type.STRING);
            if (sequence) {
                return element(collection, converted, range, diagnostics);
            }
            return type.isMap()
                    ? mapElement(collection, converted, range, diagnostics)
                    : objectAttribute(collection, converted, key.type() == Type.NUMBER, range, diagnostics);
        } catch (ConversionException e) {
            diagnostics.error(INVALID_INDEX, NO_ELEMENT + ": " + e.getMessage() + ".", range);
            return Value.DYNAMIC;
        }
    }

    private static Value element(Value collection, Value key, @Nullable SourceRange range, Diagnostics diagnostics) {
        boolean tuple = collection.type().isTuple();
        if (!key.isKnown() || !tuple && !collection.isKnown()) {
            Type type = tuple ? Type.DYNAMIC : collection.type().elementType();
            return Value.unknown(type).withMarksOf(collection);
        }
        BigNumber index = key.unmark().asNumber();
        int length = collection.isKnown() ? collection.unmark().length() : collection.length();
        if (index.isLong() && index.signum() >= 0 && index.longValueExact() < length) {
            int at = (int) index.longValueExact();
            Value element = collection.isKnown()
                    ? collection.unmark().elements().get(at)
                    : Value.unknown(collection.type().elementTypes().get(at));
            return element.withMarksOf(collection).withMarksOf(key);
        }
        diagnostics.error(INVALID_INDEX, NO_ELEMENT + outside(index, length, collection), range);
        return Value.DYNAMIC;
    }

    private static String outside(BigNumber index, int length, Value collection) {
        if (!index.isInteger()) {
            return ": an index must be a whole number, but this one has a fraction.";
        }
        if (index.signum() < 0) {
            return ": an index must not be a negative number.";
        }
        if (collection.isMarked()) {
            return ".";
        }
        return length == 0
                ? ": the collection has no elements."
                : ": the index must be less than the length of the collection.";
    }

    private static Value mapElement(Value map, Value key, @Nullable SourceRange range, Diagnostics diagnostics) {
        if (!key.isKnown() || !map.isKnown()) {
            return Value.unknown(map.type().elementType()).withMarksOf(map);
        }
        Value element = map.unmark().entryMap().get(key.unmark().asString());
        if (element == null) {
            diagnostics.error(INVALID_INDEX, NO_ELEMENT + ".", range);
            return Value.DYNAMIC;
        }
        return element.withMarksOf(map).withMarksOf(key);
    }

    private static Value objectAttribute(
            Value object, Value key, boolean wasNumber, @Nullable SourceRange range, Diagnostics diagnostics) {
        if (!key.isKnown()) {
            return Value.DYNAMIC.withMarksOf(object);
        }
        String name = key.unmark().asString();
        if (!((Type.ObjectType) object.type()).has(name)) {
            String hint = wasNumber ? " Attributes of an object have names, not numeric indexes." : "";
            diagnostics.error(INVALID_INDEX, NO_ELEMENT + "." + hint, range);
            return Value.DYNAMIC;
        }
        return object.attribute(name);
    }
}
