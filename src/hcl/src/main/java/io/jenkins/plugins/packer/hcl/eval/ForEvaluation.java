package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
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
import org.jspecify.annotations.Nullable;

/** {@code [for ...]} and <code>{for ...}</code>. */
final class ForEvaluation {
    private static final String INVALID_CONDITION = "Invalid 'for' condition";
    private static final String INVALID_KEY = "Invalid object key";

    private final Evaluator evaluator;
    private final Expression.For expression;
    private final Set<Mark> marks = new HashSet<>();
    /** Marks of the condition when it is tried without an element; they count only if there is none to ask. */
    private final Set<Mark> conditionMarks = new HashSet<>();

    private final List<Value> elements = new ArrayList<>();
    private final Map<String, List<Value>> attributes = new HashMap<>();
    /** Whether everything that decides about the elements and their number is known. */
    private boolean known = true;

    ForEvaluation(Evaluator evaluator, Expression.For expression) {
        this.evaluator = evaluator;
        this.expression = expression;
    }

    Value value() {
        Value collection = evaluator.evaluate(expression.collection());
        if (!isIterable(collection) || collection.type().isDynamic() || !isConditionSound()) {
            return Value.DYNAMIC;
        }
        marks.addAll(collection.marks());
        if (!collection.isKnown()) {
            return Value.DYNAMIC.withMarks(marks).withMarks(conditionMarks);
        }
        for (Value.Element element : collection.unmark().iteration()) {
            visit(element);
        }
        return result().withMarks(marks);
    }

    private boolean isIterable(Value collection) {
        if (collection.isNull()) {
            collectionError(
                    "Iteration over null value",
                    "A null value cannot be used as the collection in a 'for' expression.");
            return false;
        }
        if (!collection.type().isDynamic() && !collection.type().isIterable()) {
            collectionError(
                    "Iteration over non-iterable value",
                    "A value of type " + collection.type().friendlyName()
                            + " cannot be used as the collection in a 'for' expression.");
            return false;
        }
        return true;
    }

    private void collectionError(String summary, String detail) {
        evaluator.error(summary, detail, expression.collection().range(), expression.range(), expression.collection());
    }

    /** Tries the condition with unknown variables: a mistake in it shows even if there is no element at all. */
    private boolean isConditionSound() {
        Expression condition = expression.condition();
        if (condition == null) {
            return true;
        }
        Diagnostics found = new Diagnostics();
        Value result = evaluator.with(variables(Value.DYNAMIC, Value.DYNAMIC)).evaluate(condition, found);
        evaluator.diagnostics().addAll(found);
        if (result.isNull()) {
            conditionError(evaluator, "Condition is null", "The value of the 'if' clause must not be null.");
            return false;
        }
        conditionMarks.addAll(result.marks());
        try {
            Conversion.convert(result, Type.BOOL);
        } catch (ConversionException e) {
            conditionError(evaluator, INVALID_CONDITION, "The 'if' clause value is invalid: " + e.getMessage() + ".");
            return false;
        }
        return !found.hasErrors();
    }

    private void conditionError(Evaluator scope, String summary, String detail) {
        Expression condition = expression.condition();
        if (condition != null) {
            scope.error(summary, detail, condition.range(), expression.range(), condition);
        }
    }

    private Map<String, Value> variables(Value key, Value value) {
        Map<String, Value> variables = new HashMap<>();
        if (expression.keyVariable() != null) {
            variables.put(expression.keyVariable(), key);
        }
        variables.put(expression.valueVariable(), value);
        return variables;
    }

    private void visit(Value.Element element) {
        Evaluator scope = evaluator.with(variables(element.key(), element.value()));
        if (!isIncluded(scope)) {
            return;
        }
        Expression writtenKey = expression.key();
        if (writtenKey == null) {
            elements.add(scope.evaluate(expression.value()));
            return;
        }
        String key = key(scope, writtenKey);
        if (key == null) {
            return;
        }
        List<Value> values = attributes.computeIfAbsent(key, name -> new ArrayList<>(1));
        Value value = scope.evaluate(expression.value());
        if (!values.isEmpty() && !expression.grouping()) {
            scope.error(
                    "Duplicate object key",
                    "Two different items produced the key " + Quoted.of(key)
                            + " in this 'for' expression. If that is intended, an ellipsis (...) after the value groups them by key.",
                    writtenKey.range(),
                    expression.range(),
                    writtenKey);
        } else {
            values.add(value);
        }
    }

    private boolean isIncluded(Evaluator scope) {
        Expression condition = expression.condition();
        if (condition == null) {
            return true;
        }
        Value included = scope.evaluate(condition);
        if (included.isNull()) {
            reject(() -> conditionError(scope, INVALID_CONDITION, "The value of the 'if' clause must not be null."));
            return false;
        }
        marks.addAll(included.marks());
        if (!included.isKnown() && expression.key() == null) {
            known = false;
            return false;
        }
        try {
            Value truth = Conversion.convert(included, Type.BOOL);
            if (!truth.isKnown()) {
                known = false;
            }
            return truth.isTrue();
        } catch (ConversionException e) {
            reject(() -> conditionError(
                    scope, INVALID_CONDITION, "The 'if' clause value is invalid: " + e.getMessage() + "."));
            return false;
        }
    }

    /** Reports the first mistake of an iteration only; the others are likely the same. */
    private void reject(Runnable report) {
        if (known) {
            report.run();
        }
        known = false;
    }

    private @Nullable String key(Evaluator scope, Expression written) {
        Value key = scope.evaluate(written);
        if (key.isNull()) {
            reject(() -> scope.error(
                    INVALID_KEY,
                    "Key expression in 'for' expression must not produce a null value.",
                    written.range(),
                    expression.range(),
                    written));
            return null;
        }
        marks.addAll(key.marks());
        if (!key.isKnown()) {
            known = false;
            return null;
        }
        try {
            return Conversion.convert(key.unmark(), Type.STRING).asString();
        } catch (ConversionException e) {
            reject(() -> scope.error(
                    INVALID_KEY,
                    "The key expression produced an invalid result: " + e.getMessage() + ".",
                    written.range(),
                    expression.range(),
                    written));
            return null;
        }
    }

    private Value result() {
        if (!known) {
            return Value.DYNAMIC;
        }
        if (expression.key() == null) {
            return Value.tuple(elements);
        }
        Map<String, Value> values = new HashMap<>();
        for (Map.Entry<String, List<Value>> attribute : attributes.entrySet()) {
            List<Value> group = attribute.getValue();
            values.put(attribute.getKey(), expression.grouping() ? Value.tuple(group) : group.get(0));
        }
        return Value.object(values);
    }
}
