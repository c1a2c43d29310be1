package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.ExpressionVisitor;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions as hclsyntax does. A mistake in an expression becomes a diagnostic and its value unknown, so
 * that evaluation goes on and finds the other mistakes too.
 */
public final class Evaluator implements ExpressionVisitor<Value> {
    private final EvaluationContext context;
    private final Diagnostics diagnostics;
    /** The element of the innermost splat, or null outside of splats. */
    private final @Nullable Value splatItem;

    Evaluator(EvaluationContext context, Diagnostics diagnostics, @Nullable Value splatItem) {
        this.context = context;
        this.diagnostics = diagnostics;
        this.splatItem = splatItem;
    }

    /**
     * The value of an expression; unknown, perhaps of unknown type, where diagnostics say that it has none.
     *
     * @param context what the expression may use; {@link EvaluationContext#EMPTY} for a constant, in which strings of
     *     JSON syntax are no templates either
     */
    public static Value evaluate(Expression expression, EvaluationContext context, Diagnostics diagnostics) {
        return expression.accept(new Evaluator(context, diagnostics, null));
    }

    EvaluationContext context() {
        return context;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Value evaluate(Expression expression) {
        return expression.accept(this);
    }

    /** Evaluates with diagnostics apart from this evaluator's own. */
    Value evaluate(Expression expression, Diagnostics apart) {
        return expression.accept(new Evaluator(context, apart, splatItem));
    }

    /** An evaluator that also knows these variables. */
    Evaluator with(Map<String, Value> variables) {
        return new Evaluator(context.child(variables), diagnostics, splatItem);
    }

    Evaluator withSplatItem(Value item, Diagnostics apart) {
        return new Evaluator(context, apart, item);
    }

    /**
     * Reports an error.
     *
     * @param range a wider range that helps to understand the subject, or null
     * @param blamed the expression whose variables are shown with the message
     */
    void error(String summary, String detail, SourceRange subject, @Nullable SourceRange range, Expression blamed) {
        diagnostics.add(Diagnostic.error(summary, detail, subject)
                .withContext(range)
                .withValues(ShownValues.of(blamed, context)));
    }

    /** Passes on what was found apart, with the variables of the expression that it came from. */
    void addShowing(Diagnostics apart, Expression blamed) {
        for (Diagnostic diagnostic : apart.asList()) {
            diagnostics.add(diagnostic.withValues(ShownValues.of(blamed, context)));
        }
    }

    @Override
    public Value visitLiteral(Expression.Literal expression) {
        return constant(expression.constant());
    }

    /** A literal's value: a string, a BigDecimal, a Boolean or null. */
    static Value constant(@Nullable Object constant) {
        if (constant instanceof String text) {
            return Value.string(text);
        }
        if (constant instanceof BigDecimal number) {
            return Value.number(BigNumber.of(number));
        }
        return constant == null ? Value.NULL : Value.bool((Boolean) constant);
    }

    @Override
    public Value visitScopeTraversal(Expression.ScopeTraversal expression) {
        Diagnostics apart = new Diagnostics();
        Value value = ValueAccess.follow(expression.traversal(), context, apart);
        addShowing(apart, expression);
        return value;
    }

    @Override
    public Value visitRelativeTraversal(Expression.RelativeTraversal expression) {
        Value source = evaluate(expression.source());
        Diagnostics apart = new Diagnostics();
        Value value = ValueAccess.follow(source, expression.traversal(), apart);
        addShowing(apart, expression);
        return value;
    }

    @Override
    public Value visitIndex(Expression.Index expression) {
        Value collection = evaluate(expression.collection());
        Value key = evaluate(expression.key());
        Diagnostics apart = new Diagnostics();
        Value value = ValueAccess.index(collection, key, expression.bracketRange(), apart);
        addShowing(apart, expression);
        return value;
    }

    @Override
    public Value visitFunctionCall(Expression.FunctionCall expression) {
        return new FunctionCallEvaluation(this, expression).value();
    }

    @Override
    public Value visitConditional(Expression.Conditional expression) {
        return new ConditionalEvaluation(this, expression).value();
    }

    @Override
    public Value visitTupleConstructor(Expression.TupleConstructor expression) {
        List<Value> elements = new ArrayList<>(expression.elements().size());
        for (Expression element : expression.elements()) {
            elements.add(evaluate(element));
        }
        return Value.tuple(elements);
    }

    @Override
    public Value visitObjectConstructor(Expression.ObjectConstructor expression) {
        Map<String, Value> attributes = new HashMap<>();
        Set<Mark> marks = Set.of();
        boolean known = true;
        for (Expression.ObjectConstructor.Item item : expression.items()) {
            String name = StaticExpressions.bareKey(item.key());
            Value value;
            if (name != null) {
                value = evaluate(item.value());
            } else {
                Diagnostics keyDiagnostics = new Diagnostics();
                Value key = evaluate(item.key(), keyDiagnostics);
                diagnostics.addAll(keyDiagnostics);
                value = evaluate(item.value());
                if (!keyDiagnostics.hasErrors()) {
                    name = objectKey(item, key);
                    marks = Mark.union(marks, key.marks());
                }
            }
            if (name == null) {
                known = false;
            } else {
                attributes.put(name, value);
            }
        }
        return known ? Value.object(attributes).withMarks(marks) : Value.DYNAMIC;
    }

    /** The text of a key, or null where it has none or none yet. */
    private @Nullable String objectKey(Expression.ObjectConstructor.Item item, Value key) {
        if (key.isNull()) {
            error(
                    "Null value as key",
                    "Can't use a null value as a key.",
                    item.value().range(),
                    null,
                    item.key());
            return null;
        }
        try {
            Value text = Conversion.convert(key.unmark(), Type.STRING);
            return text.isKnown() ? text.asString() : null;
        } catch (ConversionException e) {
            error(
                    "Incorrect key type",
                    "Can't use this value as a key: " + e.getMessage() + ".",
                    item.key().range(),
                    null,
                    item.key());
            return null;
        }
    }

    @Override
    public Value visitObjectKey(Expression.ObjectKey expression) {
        if (!expression.forceNonLiteral()) {
            if (expression.wrapped() instanceof Expression.ScopeTraversal scope
                    && scope.traversal().steps().size() > 1) {
                diagnostics.error(
                        "Ambiguous attribute key",
                        "If this is meant as a reference, put it in parentheses; if it is meant as a name with periods in it, put it in quotes.",
                        expression.range());
                return Value.DYNAMIC;
            }
            String name = StaticExpressions.bareKey(expression);
            if (name != null) {
                return Value.string(name);
            }
        }
        return evaluate(expression.wrapped());
    }

    @Override
    public Value visitFor(Expression.For expression) {
        return new ForEvaluation(this, expression).value();
    }

    @Override
    public Value visitSplat(Expression.Splat expression) {
        return new SplatEvaluation(this, expression).value();
    }

    @Override
    public Value visitSplatItem(Expression.SplatItem expression) {
        return splatItem == null ? Value.DYNAMIC : splatItem;
    }

    @Override
    public Value visitTemplate(Expression.Template expression) {
        return TemplateEvaluation.template(this, expression);
    }

    @Override
    public Value visitTemplateWrap(Expression.TemplateWrap expression) {
        return evaluate(expression.wrapped());
    }

    @Override
    public Value visitTemplateJoin(Expression.TemplateJoin expression) {
        return TemplateEvaluation.join(this, expression);
    }

    @Override
    public Value visitBinary(Expression.Binary expression) {
        return OperatorEvaluation.binary(this, expression);
    }

    @Override
    public Value visitUnary(Expression.Unary expression) {
        return OperatorEvaluation.unary(this, expression);
    }

    @Override
    public Value visitJson(Expression.Json expression) {
        return new JsonEvaluation(this).value(expression.node());
    }

    @Override
    public Value visitInvalid(Expression.Invalid expression) {
        return Value.DYNAMIC;
    }

    @Override
    public Value visitParentheses(Expression.Parentheses expression) {
        return evaluate(expression.inner());
    }
}
