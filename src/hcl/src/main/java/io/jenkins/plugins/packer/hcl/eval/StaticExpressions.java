package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an expression says as it stands, without evaluation: for options whose value is a name or a reference. In JSON
 * syntax names, references and calls are written as strings.
 */
public final class StaticExpressions {
    private StaticExpressions() {}

    /** The name, if the expression is a single bare identifier ({@code true}, {@code false} and {@code null} too). */
    public static Optional<String> keyword(Expression expression) {
        return asTraversal(expression)
                .filter(traversal -> traversal.steps().size() == 1)
                .map(Traversal::rootName);
    }

    /** The name that an object's key is by being a single bare identifier, or null where it is to be evaluated. */
    static @Nullable String bareKey(Expression.ObjectKey key) {
        if (key.forceNonLiteral()) {
            return null;
        }
        String name;
        if (key.wrapped() instanceof Expression.ScopeTraversal scope) {
            name = scope.traversal().steps().size() == 1 ? scope.traversal().rootName() : null;
        } else {
            name = keyword(key.wrapped()).orElse(null);
        }
        return name == null ? null : Normal.form(name);
    }

    /** The reference, if the expression is nothing but a variable with attributes and constant indexes. */
    public static Optional<Traversal> asTraversal(Expression expression) {
        if (expression instanceof Expression.ScopeTraversal scope) {
            return Optional.of(scope.traversal());
        }
        if (expression instanceof Expression.RelativeTraversal relative) {
            return asTraversal(relative.source()).map(start -> joined(start, relative.traversal()));
        }
        if (expression instanceof Expression.ObjectKey key) {
            return key.forceNonLiteral() ? Optional.empty() : asTraversal(key.wrapped());
        }
        if (expression instanceof Expression.Literal literal
                && (literal.constant() == null || literal.constant() instanceof Boolean)) {
            String name = String.valueOf(literal.constant());
            return Optional.of(new Traversal(List.of(new Traversal.Root(name, literal.range()))));
        }
        return expression instanceof Expression.Json json ? JsonReferences.asTraversal(json.node()) : Optional.empty();
    }

    private static Traversal joined(Traversal start, Traversal rest) {
        List<Traversal.Step> steps = new ArrayList<>(start.steps());
        steps.addAll(rest.steps());
        return new Traversal(steps);
    }

    /** The element expressions, if the expression is written as {@code [...]}. */
    public static Optional<List<Expression>> asList(Expression expression) {
        Expression written = unwrapped(expression);
        if (written instanceof Expression.TupleConstructor tuple) {
            return Optional.of(tuple.elements());
        }
        return written instanceof Expression.Json json ? JsonReferences.asList(json.node()) : Optional.empty();
    }

    /** The items, if the expression is written as <code>{...}</code>. */
    public static Optional<List<Expression.ObjectConstructor.Item>> asMap(Expression expression) {
        Expression written = unwrapped(expression);
        if (written instanceof Expression.ObjectConstructor object) {
            return Optional.of(object.items());
        }
        return written instanceof Expression.Json json ? JsonReferences.asMap(json.node()) : Optional.empty();
    }

    /** The call, if the expression is written as {@code name(...)}. */
    public static Optional<Expression.FunctionCall> asCall(Expression expression) {
        Expression written = unwrapped(expression);
        if (written instanceof Expression.FunctionCall call) {
            return Optional.of(call);
        }
        return written instanceof Expression.Json json ? JsonReferences.asCall(json.node()) : Optional.empty();
    }

    private static Expression unwrapped(Expression expression) {
        return expression instanceof Expression.ObjectKey key ? key.wrapped() : expression;
    }
}
