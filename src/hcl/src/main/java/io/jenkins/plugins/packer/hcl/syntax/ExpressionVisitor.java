package io.jenkins.plugins.packer.hcl.syntax;

/**
 * One method for each kind of {@link Expression}.
 *
 * @param <R> what a visit yields
 */
public interface ExpressionVisitor<R> {
    R visitLiteral(Expression.Literal expression);

    R visitScopeTraversal(Expression.ScopeTraversal expression);

    R visitRelativeTraversal(Expression.RelativeTraversal expression);

    R visitFunctionCall(Expression.FunctionCall expression);

    R visitConditional(Expression.Conditional expression);

    R visitIndex(Expression.Index expression);

    R visitTupleConstructor(Expression.TupleConstructor expression);

    R visitObjectConstructor(Expression.ObjectConstructor expression);

    R visitObjectKey(Expression.ObjectKey expression);

    R visitFor(Expression.For expression);

    R visitSplat(Expression.Splat expression);

    R visitSplatItem(Expression.SplatItem expression);

    R visitTemplate(Expression.Template expression);

    R visitTemplateWrap(Expression.TemplateWrap expression);

    R visitTemplateJoin(Expression.TemplateJoin expression);

    R visitBinary(Expression.Binary expression);

    R visitUnary(Expression.Unary expression);

    R visitParentheses(Expression.Parentheses expression);

    R visitJson(Expression.Json expression);

    /** A place that the parser did not understand; a visitor that knows unknown values should yield one. */
    default R visitInvalid(Expression.Invalid expression) {
        return visitLiteral(new Expression.Literal(null, expression.range()));
    }
}
