package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Legacy JSON: Go templates are rendered in all texts and keys first, then the value becomes what is wanted by the rules
 * of mapstructure's weak decoding with Packer's hooks. A single value is a list of one, and a text a list of what stands
 * between its commas; texts, numbers and booleans stand for each other; an empty text is a number or boolean that is not
 * set.
 *
 * @param interpolation renders Go templates
 * @see <a href="https://pkg.go.dev/github.com/mitchellh/mapstructure#DecoderConfig">WeaklyTypedInput</a>
 */
record WeakTyping(Interpolation interpolation) implements OptionTyping {

    @Override
    public boolean renders() {
        return true;
    }

    @Override
    public Value convert(OptionModel option, Value value) throws OptionValue.UnfitException, InterpolationException {
        Value rendered = option.rendering() == OptionModel.Rendering.LATER ? value : rendered(value);
        boolean absent = rendered.isNull() || isScalar(option.type()) && isEmptyText(rendered);
        return absent ? Value.NULL : of(rendered, option.type());
    }

    /** Whether an empty text means that the option is not set. */
    private static boolean isScalar(OptionType type) {
        return type instanceof OptionType.Scalar
                && type != OptionType.Scalar.STRING
                && type != OptionType.Scalar.DURATION
                && type != OptionType.Scalar.ANY;
    }

    private static boolean isEmptyText(Value value) {
        return value.type().equals(Type.STRING) && value.asString().isEmpty();
    }

    private Value rendered(Value value) throws InterpolationException {
        if (value.isNull()) {
            return value;
        }
        if (value.type().equals(Type.STRING)) {
            return Value.string(interpolation.renderOnce(value.asString()));
        }
        if (value.type() instanceof Type.ObjectType) {
            Map<String, Value> entries = new LinkedHashMap<>();
            for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
                entries.put(interpolation.renderOnce(entry.getKey()), rendered(entry.getValue()));
            }
            return Value.object(entries);
        }
        if (value.type().isIterable()) {
            List<Value> elements = new ArrayList<>();
            for (Value element : value.elements()) {
                elements.add(rendered(element));
            }
            return Value.tuple(elements);
        }
        return value;
    }

    private static Value of(Value value, OptionType type) throws OptionValue.UnfitException {
        if (type instanceof OptionType.ListOf list) {
            return list(value, list.element());
        }
        if (type instanceof OptionType.MapOf map) {
            return map(value, map.element());
        }
        return type == OptionType.Scalar.ANY ? value : WeakScalar.of(value, (OptionType.Scalar) type);
    }

    private static Value list(Value value, OptionType element) throws OptionValue.UnfitException {
        List<Value> elements = new ArrayList<>();
        for (Value single : elements(value)) {
            elements.add(of(single, element));
        }
        Type type = SectionReader.valueType(element);
        return type.equals(Type.DYNAMIC) ? Value.tuple(elements) : Value.list(type, elements);
    }

    private static List<Value> elements(Value value) {
        if (value.isNull() || isEmptyText(value)) {
            return List.of();
        }
        if (value.type().equals(Type.STRING)) {
            List<Value> parts = new ArrayList<>();
            for (String part : value.asString().split(",", -1)) {
                parts.add(Value.string(part));
            }
            return parts;
        }
        if (value.type() instanceof Type.ObjectType) {
            return value.length() == 0 ? List.of() : List.of(value);
        }
        return value.type().isIterable() ? value.elements() : List.of(value);
    }

    /** A list of objects is the entries of them all. */
    private static Value map(Value value, OptionType element) throws OptionValue.UnfitException {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Value object : value.isNull() ? List.<Value>of() : objects(value)) {
            for (Map.Entry<String, Value> entry : object.entryMap().entrySet()) {
                entries.put(entry.getKey(), of(entry.getValue(), element));
            }
        }
        Type type = SectionReader.valueType(element);
        return type.equals(Type.DYNAMIC) ? Value.object(entries) : Value.map(type, entries);
    }

    private static List<Value> objects(Value value) throws OptionValue.UnfitException {
        boolean isObject = value.type() instanceof Type.ObjectType;
        List<Value> objects = !isObject && value.type().isIterable() ? value.elements() : List.of(value);
        for (Value object : objects) {
            if (object.isNull() || !(object.type() instanceof Type.ObjectType)) {
                throw new OptionValue.UnfitException("object required");
            }
        }
        return objects;
    }
}
