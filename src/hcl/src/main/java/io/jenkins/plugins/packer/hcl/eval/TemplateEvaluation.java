package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.HashSet;
import java.util.Set;

/** Text with interpolations. */
final class TemplateEvaluation {
    private static final String INVALID_VALUE = "Invalid template interpolation value";

    private TemplateEvaluation() {}

    static Value template(Evaluator evaluator, Expression.Template expression) {
        if (expression.parts().size() == 1
                && expression.parts().get(0) instanceof Expression.Literal literal
                && literal.constant() instanceof String text) {
            return Value.string(text);
        }
        return concatenation(evaluator, expression);
    }

    private static Value concatenation(Evaluator evaluator, Expression.Template expression) {
        StringBuilder text = new StringBuilder();
        Set<Mark> marks = new HashSet<>();
        boolean known = true;
        for (Expression part : expression.parts()) {
            Value value = evaluator.evaluate(part);
            if (value.isNull()) {
                evaluator.error(
                        INVALID_VALUE,
                        "The expression result is null. Cannot include a null value in a string template.",
                        part.range(),
                        expression.range(),
                        part);
                continue;
            }
            marks.addAll(value.marks());
            if (!value.isKnown()) {
                known = false;
                continue;
            }
            try {
                text.append(Conversion.convert(value.unmark(), Type.STRING).asString());
            } catch (ConversionException e) {
                evaluator.error(
                        INVALID_VALUE,
                        "Cannot include the given value in a string template: " + e.getMessage() + ".",
                        part.range(),
                        expression.range(),
                        part);
            }
        }
        Value result = known ? Value.string(text.toString()) : Value.unknown(Type.STRING);
        return result.withMarks(marks);
    }

    static Value join(Evaluator evaluator, Expression.TemplateJoin expression) {
        Value tuple = evaluator.evaluate(expression.tuple());
        if (!tuple.isKnown()) {
            // Unlike hclsyntax, marks are kept here: a template must not forget that a part of it is a secret.
            return Value.unknown(Type.STRING).withMarksOf(tuple);
        }
        Set<Mark> marks = new HashSet<>(tuple.marks());
        StringBuilder text = new StringBuilder();
        for (Value element : tuple.unmark().elements()) {
            if (element.isNull()) {
                evaluator.error(
                        INVALID_VALUE,
                        "An iteration result is null. Cannot include a null value in a string template.",
                        expression.range(),
                        null,
                        expression);
                continue;
            }
            try {
                Value converted = Conversion.convert(element, Type.STRING);
                marks.addAll(converted.marks());
                if (!converted.isKnown()) {
                    return Value.unknown(Type.STRING).withMarks(marks);
                }
                text.append(converted.unmark().asString());
            } catch (ConversionException e) {
                evaluator.error(
                        INVALID_VALUE,
                        "Cannot include one of the iteration results in a string template: " + e.getMessage() + ".",
                        expression.range(),
                        null,
                        expression);
            }
        }
        return Value.string(text.toString()).withMarks(marks);
    }
}
