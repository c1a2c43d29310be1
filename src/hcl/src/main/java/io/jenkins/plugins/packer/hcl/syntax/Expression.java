package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of an expression as it was written; evaluation is another package's matter. The node kinds and their ranges
 * are those of hclsyntax, HCL's Go implementation; {@link Json} alone comes from files in JSON syntax.
 */
public sealed interface Expression {

    /** All of the expression. */
    SourceRange range();

    /** Where a message about the whole points: the first meaningful part of the expression. */
    default SourceRange startRange() {
        return range();
    }

    <R> R accept(ExpressionVisitor<R> visitor);

    /**
     * A number, {@code true}, {@code false}, {@code null} or a piece of literal text in a template.
     *
     * @param constant a {@link String}, {@link java.math.BigDecimal}, {@link Boolean} or null
     * @param range the literal
     */
    record Literal(@Nullable Object constant, SourceRange range) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitLiteral(this);
        }
    }

    /**
     * A variable and the literal path that follows it.
     *
     * @param traversal absolute
     * @param range all of it
     */
    record ScopeTraversal(Traversal traversal, SourceRange range) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitScopeTraversal(this);
        }
    }

    /**
     * A literal path from another expression.
     *
     * @param source where it starts
     * @param traversal relative
     * @param range all of it
     */
    record RelativeTraversal(Expression source, Traversal traversal, SourceRange range) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitRelativeTraversal(this);
        }
    }

    /**
     * {@code name(arguments)}.
     *
     * @param name function name, with {@code ::} between its namespaces
     * @param arguments arguments
     * @param expandFinal whether {@code ...} follows the last argument
     * @param nameRange the name
     * @param openParenRange the opening parenthesis
     * @param closeParenRange the closing parenthesis
     */
    record FunctionCall(
            String name,
            List<Expression> arguments,
            boolean expandFinal,
            SourceRange nameRange,
            SourceRange openParenRange,
            SourceRange closeParenRange)
            implements Expression {
        public FunctionCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public SourceRange range() {
            return SourceRange.between(nameRange, closeParenRange);
        }

        @Override
        public SourceRange startRange() {
            return SourceRange.between(nameRange, openParenRange);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitFunctionCall(this);
        }
    }

    /**
     * {@code condition ? whenTrue : whenFalse}, or {@code %{if}} in a template.
     *
     * @param condition decides
     * @param whenTrue result for true
     * @param whenFalse result for false
     * @param range all of it
     */
    record Conditional(Expression condition, Expression whenTrue, Expression whenFalse, SourceRange range)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return condition.startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitConditional(this);
        }
    }

    /**
     * {@code collection[key]} with a key that must be evaluated.
     *
     * @param collection what is indexed
     * @param key index or key
     * @param range all of it
     * @param openRange the opening bracket
     * @param bracketRange from bracket to bracket
     */
    record Index(
            Expression collection, Expression key, SourceRange range, SourceRange openRange, SourceRange bracketRange)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return openRange;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitIndex(this);
        }
    }

    /**
     * {@code [a, b]}.
     *
     * @param elements elements
     * @param range from bracket to bracket
     * @param openRange the opening bracket
     */
    record TupleConstructor(List<Expression> elements, SourceRange range, SourceRange openRange) implements Expression {
        public TupleConstructor {
            elements = List.copyOf(elements);
        }

        @Override
        public SourceRange startRange() {
            return openRange;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitTupleConstructor(this);
        }
    }

    /**
     * <code>{ key = value }</code>.
     *
     * @param items items in source order
     * @param range from brace to brace
     * @param openRange the opening brace
     */
    record ObjectConstructor(List<Item> items, SourceRange range, SourceRange openRange) implements Expression {
        public ObjectConstructor {
            items = List.copyOf(items);
        }

        /**
         * One item; its key is an {@link ObjectKey}.
         *
         * @param key the key
         * @param value the value
         */
        public record Item(ObjectKey key, Expression value) {}

        @Override
        public SourceRange startRange() {
            return openRange;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitObjectConstructor(this);
        }
    }

    /**
     * The key of an object constructor's item: a bare identifier is the text of its name, not a variable.
     *
     * @param wrapped as written
     * @param forceNonLiteral whether the key stood in parentheses, so that an identifier is a variable after all
     */
    record ObjectKey(Expression wrapped, boolean forceNonLiteral) implements Expression {
        @Override
        public SourceRange range() {
            return wrapped.range();
        }

        @Override
        public SourceRange startRange() {
            return wrapped.startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitObjectKey(this);
        }
    }

    /**
     * {@code [for k, v in collection : value if condition]} or its object form.
     *
     * @param keyVariable first variable, or null where there is only one
     * @param valueVariable the value's variable
     * @param collection what is iterated over
     * @param key key of the object form, or null for the tuple form
     * @param value value
     * @param condition filter, or null
     * @param grouping whether {@code ...} groups values of equal keys
     * @param range from bracket to bracket
     * @param openRange the opening bracket
     * @param closeRange the closing bracket
     */
    record For(
            @Nullable String keyVariable,
            String valueVariable,
            Expression collection,
            @Nullable Expression key,
            Expression value,
            @Nullable Expression condition,
            boolean grouping,
            SourceRange range,
            SourceRange openRange,
            SourceRange closeRange)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return openRange;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitFor(this);
        }
    }

    /**
     * {@code source[*].path} or {@code source.*.path}.
     *
     * @param source what is spread
     * @param each evaluated for each element, which it reaches through {@link SplatItem}
     * @param range all of it
     * @param markerRange the {@code *} or {@code [*]}
     */
    record Splat(Expression source, Expression each, SourceRange range, SourceRange markerRange) implements Expression {
        @Override
        public SourceRange startRange() {
            return markerRange;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitSplat(this);
        }
    }

    /**
     * The element of the innermost {@link Splat} around this node.
     *
     * @param range the splat's marker
     */
    record SplatItem(SourceRange range) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitSplatItem(this);
        }
    }

    /**
     * A quoted or heredoc template: the concatenation of its parts.
     *
     * @param parts literals and expressions
     * @param range all of it, quotes included
     */
    record Template(List<Expression> parts, SourceRange range) implements Expression {
        public Template {
            parts = List.copyOf(parts);
        }

        @Override
        public SourceRange startRange() {
            return parts.isEmpty() ? range : parts.get(0).startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitTemplate(this);
        }
    }

    /**
     * A template that is nothing but one interpolation, <code>"${x}"</code>: its value keeps its type.
     *
     * @param wrapped the interpolation
     * @param range all of it, quotes included
     */
    record TemplateWrap(Expression wrapped, SourceRange range) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitTemplateWrap(this);
        }
    }

    /**
     * The concatenation of the tuple of strings that a <code>%{for}</code> yields.
     *
     * @param tuple the tuple
     */
    record TemplateJoin(Expression tuple) implements Expression {
        @Override
        public SourceRange range() {
            return tuple.range();
        }

        @Override
        public SourceRange startRange() {
            return tuple.startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitTemplateJoin(this);
        }
    }

    /**
     * {@code left operator right}.
     *
     * @param left left operand
     * @param operator operator
     * @param right right operand
     * @param range all of it
     */
    record Binary(Expression left, BinaryOperator operator, Expression right, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return left.startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitBinary(this);
        }
    }

    /**
     * {@code !operand} or {@code -operand}.
     *
     * @param operator operator
     * @param operand operand
     * @param range all of it
     * @param symbolRange the operator
     */
    record Unary(UnaryOperator operator, Expression operand, SourceRange range, SourceRange symbolRange)
            implements Expression {
        @Override
        public SourceRange startRange() {
            return symbolRange;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitUnary(this);
        }
    }

    /**
     * Stands where a mistake left no expression to speak of; the mistake was reported. Its value is unknown.
     *
     * @param range what was skipped, or the token that was not understood
     */
    record Invalid(SourceRange range) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitInvalid(this);
        }
    }

    /**
     * A value in JSON syntax. Strings in it, property names too, are templates, unless it is evaluated where neither
     * variables nor functions are allowed.
     *
     * @param node the value
     */
    record Json(JsonNode node) implements Expression {
        @Override
        public SourceRange range() {
            return node.range();
        }

        @Override
        public SourceRange startRange() {
            return node.startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitJson(this);
        }
    }

    /**
     * {@code (expression)}.
     *
     * @param inner what is in the parentheses
     * @param range parentheses included
     */
    record Parentheses(Expression inner, SourceRange range) implements Expression {
        @Override
        public SourceRange startRange() {
            return inner.startRange();
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitParentheses(this);
        }
    }
}
