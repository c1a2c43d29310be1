package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;
import java.util.Set;

/**
 * Blocks that a template generates: <code>dynamic "type" { for_each = ... content { ... } }</code>, as HCL's extension
 * {@code dynblock} defines them.
 *
 * <p>An expanded body yields the generated blocks among the written ones. Expressions in a generated block refer to its
 * iterator, so whoever reads such a body evaluates them with {@link #evaluate} (or in {@link #scope}), which is right for
 * any other body too.
 */
public final class DynamicBlocks {
    private DynamicBlocks() {}

    /**
     * The body with its dynamic blocks replaced, at every depth, by what they generate.
     *
     * @param context for {@code for_each} and labels
     */
    public static Body expand(Body body, EvaluationContext context) {
        return new ExpandedBody(body, context, new ExpandedBody.Iteration(Map.of(), Set.of(), false));
    }

    /** The context in which the expressions of a body are to be evaluated: with the iterators of the blocks around it. */
    public static EvaluationContext scope(Body body, EvaluationContext context) {
        return body instanceof ExpandedBody expanded
                        && !expanded.iteration().iterators().isEmpty()
                ? context.child(expanded.iteration().iterators())
                : context;
    }

    /** Whether the body stands for an unknown number of blocks, because their {@code for_each} is not known yet. */
    public static boolean isUnknown(Body body) {
        return body instanceof ExpandedBody expanded && expanded.iteration().unknown();
    }

    /**
     * The value of an expression in a body. In a block whose {@code for_each} is not known it is unknown; in one whose
     * {@code for_each} is marked it has the same marks.
     */
    public static Value evaluate(Expression expression, Body body, EvaluationContext context, Diagnostics diagnostics) {
        if (!(body instanceof ExpandedBody expanded)) {
            return Evaluator.evaluate(expression, context, diagnostics);
        }
        Value value = expanded.iteration().unknown()
                ? Value.DYNAMIC
                : Evaluator.evaluate(expression, scope(body, context), diagnostics);
        return value.withMarks(expanded.iteration().marks());
    }
}
