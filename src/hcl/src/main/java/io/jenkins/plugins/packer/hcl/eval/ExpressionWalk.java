package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.ExpressionVisitor;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comes by every part of an expression, in source order, and does nothing there: for visitors that look for something. */
abstract class ExpressionWalk implements ExpressionVisitor<@Nullable Void> {
    final @Nullable Void visit(@Nullable Expression expression) {
        if (expression != null) {
            expression.accept(this);
        }
        return null;
    }

    private @Nullable Void visitAll(List<Expression> expressions) {
        for (Expression expression : expressions) {
            visit(expression);
        }
        return null;
    }

    @Override
    public @Nullable Void visitScopeTraversal(Expression.ScopeTraversal expression) {
        return null;
    }

    @Override
    public @Nullable Void visitFor(Expression.For expression) {
        visit(expression.collection());
        visit(expression.key());
        visit(expression.value());
        return visit(expression.condition());
    }

    @Override
    public @Nullable Void visitObjectKey(Expression.ObjectKey expression) {
        return StaticExpressions.keyword(expression.wrapped()).isPresent() ? null : visit(expression.wrapped());
    }

    @Override
    public @Nullable Void visitObjectConstructor(Expression.ObjectConstructor expression) {
        for (Expression.ObjectConstructor.Item item : expression.items()) {
            visit(item.key());
            visit(item.value());
        }
        return null;
    }

    @Override
    public @Nullable Void visitJson(Expression.Json expression) {
        return visit(expression.node());
    }

    private @Nullable Void visit(JsonNode node) {
        if (node instanceof JsonNode.TextNode text) {
            return visitText(text);
        }
        if (node instanceof JsonNode.ArrayNode array) {
            for (JsonNode element : array.elements()) {
                visit(element);
            }
        } else if (node instanceof JsonNode.ObjectNode object) {
            for (JsonNode.Property property : object.properties()) {
                visit(property.name());
                visit(property.value());
            }
        }
        return null;
    }

    /** A text in a file in JSON syntax, which may be a template. */
    @Nullable
    Void visitText(JsonNode.TextNode text) {
        Diagnostics found = new Diagnostics();
        Expression template = text.isPlain() ? null : text.template(found);
        // What is no template is reported when it is evaluated.
        return found.hasErrors() ? null : visit(template);
    }

    @Override
    public @Nullable Void visitConditional(Expression.Conditional expression) {
        visit(expression.condition());
        visit(expression.whenTrue());
        return visit(expression.whenFalse());
    }

    @Override
    public @Nullable Void visitLiteral(Expression.Literal expression) {
        return null;
    }

    @Override
    public @Nullable Void visitSplatItem(Expression.SplatItem expression) {
        return null;
    }

    @Override
    public @Nullable Void visitRelativeTraversal(Expression.RelativeTraversal expression) {
        return visit(expression.source());
    }

    @Override
    public @Nullable Void visitFunctionCall(Expression.FunctionCall expression) {
        return visitAll(expression.arguments());
    }

    @Override
    public @Nullable Void visitIndex(Expression.Index expression) {
        visit(expression.collection());
        return visit(expression.key());
    }

    @Override
    public @Nullable Void visitTupleConstructor(Expression.TupleConstructor expression) {
        return visitAll(expression.elements());
    }

    @Override
    public @Nullable Void visitSplat(Expression.Splat expression) {
        visit(expression.source());
        return visit(expression.each());
    }

    @Override
    public @Nullable Void visitTemplate(Expression.Template expression) {
        return visitAll(expression.parts());
    }

    @Override
    public @Nullable Void visitTemplateWrap(Expression.TemplateWrap expression) {
        return visit(expression.wrapped());
    }

    @Override
    public @Nullable Void visitTemplateJoin(Expression.TemplateJoin expression) {
        return visit(expression.tuple());
    }

    @Override
    public @Nullable Void visitBinary(Expression.Binary expression) {
        visit(expression.left());
        return visit(expression.right());
    }

    @Override
    public @Nullable Void visitUnary(Expression.Unary expression) {
        return visit(expression.operand());
    }

    @Override
    public @Nullable Void visitParentheses(Expression.Parentheses expression) {
        return visit(expression.inner());
    }
}
