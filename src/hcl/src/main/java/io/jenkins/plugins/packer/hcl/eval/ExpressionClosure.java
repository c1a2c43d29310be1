package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An argument that a function takes unevaluated, with what it may refer to.
 *
 * @param expression as written
 * @param context where it was written
 * @param constant its value where the argument came from an expanded list, else null
 */
public record ExpressionClosure(
        Expression expression,
        EvaluationContext context,
        @Nullable Value constant) {

    /** The closure that an argument of a parameter of type {@code Type.EXPRESSION} holds. */
    public static ExpressionClosure of(Value argument) {
        return (ExpressionClosure) argument.asCapsule();
    }

    /** Evaluates it, which may be done several times or never. */
    public Value evaluate(Diagnostics diagnostics) {
        return constant == null ? Evaluator.evaluate(expression, context, diagnostics) : constant;
    }
}
