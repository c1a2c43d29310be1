package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values in JSON syntax. Strings and property names are templates; where the context allows nothing to refer to, they
 * are the text that they are.
 */
final class JsonEvaluation {
    private final Evaluator evaluator;

    JsonEvaluation(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Value value(JsonNode node) {
        if (node instanceof JsonNode.TextNode text) {
            return text(text, evaluator.diagnostics());
        }
        if (node instanceof JsonNode.NumberNode number) {
            return Value.number(BigNumber.parse(number.text()).orElseThrow());
        }
        if (node instanceof JsonNode.BooleanNode word) {
            return Value.bool(word.value());
        }
        if (node instanceof JsonNode.ArrayNode array) {
            List<Value> elements = new ArrayList<>(array.elements().size());
            for (JsonNode element : array.elements()) {
                elements.add(value(element));
            }
            return Value.tuple(elements);
        }
        if (node instanceof JsonNode.ObjectNode object) {
            return new ObjectEvaluation(object).value();
        }
        return node instanceof JsonNode.NullNode ? Value.NULL : Value.DYNAMIC;
    }

    private Value text(JsonNode.TextNode text, Diagnostics diagnostics) {
        if (evaluator.context().allowsNothing() || text.isPlain()) {
            return Value.string(text.value());
        }
        Diagnostics found = new Diagnostics();
        Expression template = text.template(found);
        diagnostics.addAll(found);
        return found.hasErrors() ? Value.DYNAMIC : evaluator.evaluate(template, diagnostics);
    }

    /** The evaluation of one object. */
    private final class ObjectEvaluation {
        private static final String INVALID_KEY = "Invalid object key expression";

        private final JsonNode.ObjectNode object;
        private final Map<String, Value> attributes = new HashMap<>();
        private final Map<String, SourceRange> ranges = new HashMap<>();
        private final Set<Mark> marks = new HashSet<>();
        private boolean known = true;

        ObjectEvaluation(JsonNode.ObjectNode object) {
            this.object = object;
        }

        Value value() {
            for (JsonNode.Property property : object.properties()) {
                Diagnostics found = new Diagnostics();
                Value key = text(property.name(), found);
                evaluator.diagnostics().addAll(found);
                Value value = JsonEvaluation.this.value(property.value());
                Value name = found.hasErrors() ? Value.DYNAMIC : name(key, property.name());
                if (!name.isKnown()) {
                    // Without all its keys an object has no type; other mistakes in it are still looked for.
                    known = false;
                } else if (!name.isNull()) {
                    add(name.asString(), value, property.name());
                }
            }
            return known ? Value.object(attributes).withMarks(marks) : Value.DYNAMIC;
        }

        /** The key as text; null where it cannot be one, which is reported. */
        private Value name(Value key, JsonNode.TextNode written) {
            String problem = "Cannot use null value as an object key.";
            if (!key.isNull()) {
                try {
                    marks.addAll(key.marks());
                    return Conversion.convert(key.unmark(), Type.STRING);
                } catch (ConversionException e) {
                    problem = "Cannot use this expression as an object key: " + e.getMessage() + ".";
                }
            }
            report(INVALID_KEY, problem, written);
            return Value.NULL;
        }

        private void add(String name, Value value, JsonNode.TextNode written) {
            SourceRange first = ranges.putIfAbsent(name, written.range());
            if (first == null) {
                attributes.put(name, value);
            } else {
                report(
                        "Duplicate object attribute",
                        "An attribute named " + Quoted.of(name) + " was already defined at " + first + ".",
                        written);
            }
        }

        private void report(String summary, String detail, JsonNode.TextNode key) {
            evaluator
                    .diagnostics()
                    .add(Diagnostic.error(summary, detail, key.range())
                            .withValues(ShownValues.of(new Expression.Json(key), evaluator.context())));
        }
    }
}
