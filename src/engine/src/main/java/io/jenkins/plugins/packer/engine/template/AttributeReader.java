package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the engine's own attributes of a block, such as a build's {@code name}; what is absent, null or wrong yields
 * nothing. Messages are those of HCL's {@code gohcl}, which Packer uses here.
 */
final class AttributeReader {
    private final BodyContent content;
    private final Body body;
    private final EvaluationContext context;
    private final Diagnostics diagnostics;

    AttributeReader(BodyContent content, Body body, EvaluationContext context, Diagnostics diagnostics) {
        this.content = content;
        this.body = body;
        this.context = context;
        this.diagnostics = diagnostics;
    }

    Optional<String> text(String name) {
        return typed(name, Type.STRING).map(Value::asString);
    }

    Optional<Boolean> bool(String name) {
        return typed(name, Type.BOOL).map(Value::asBoolean);
    }

    /** A whole number that is not negative. */
    Optional<Integer> count(String name) {
        Optional<BigNumber> number = typed(name, Type.NUMBER).map(Value::asNumber);
        if (number.isPresent()
                && (!number.get().isLong()
                        || number.get().longValueExact() < 0
                        || number.get().longValueExact() > Integer.MAX_VALUE)) {
            unsuitable(
                    content.attributes().get(name).expression(),
                    "value must be a whole number, between 0 and " + Integer.MAX_VALUE + " inclusive");
            return Optional.empty();
        }
        return number.map(n -> (int) n.longValueExact());
    }

    List<String> texts(String name) {
        Optional<Value> list = typed(name, Type.list(Type.STRING));
        if (list.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Value element : list.get().elements()) {
            if (element.isNull()) {
                unsuitable(content.attributes().get(name).expression(), "null value is not allowed");
                return List.of();
            }
            texts.add(element.asString());
        }
        return texts;
    }

    private Optional<Value> typed(String name, Type type) {
        Attribute attribute = content.attributes().get(name);
        if (attribute == null) {
            return Optional.empty();
        }
        Optional<Value> evaluated = value(attribute.expression());
        if (evaluated.isEmpty()) {
            return evaluated;
        }
        try {
            Value converted = Conversion.convert(evaluated.get(), type).unmarkDeep();
            if (converted.isNull()) {
                return Optional.empty();
            }
            if (!converted.isWhollyKnown()) {
                // After another mistake it may be unknown because of that, such as a variable that is not set.
                if (!diagnostics.hasErrors()) {
                    unsuitable(attribute.expression(), "value must be known");
                }
                return Optional.empty();
            }
            return Optional.of(converted);
        } catch (ConversionException e) {
            unsuitable(attribute.expression(), e.getMessage());
            return Optional.empty();
        }
    }

    /** An expression's value, with its marks; nothing where it has errors. */
    Optional<Value> value(Expression expression) {
        Diagnostics found = new Diagnostics();
        Value value = DynamicBlocks.evaluate(expression, body, context, found);
        diagnostics.addAll(found.asList());
        return found.hasErrors() ? Optional.empty() : Optional.of(value);
    }

    private void unsuitable(Expression expression, String why) {
        diagnostics.error("Unsuitable value type", "Unsuitable value: " + why, expression.range());
    }
}
