package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables to which an expression refers, without those that it binds itself. */
public final class Variables {
    private Variables() {}

    /** All references, in source order, repeated ones included. */
    public static List<Traversal> of(Expression expression) {
        Collector collector = new Collector();
        collector.visit(expression);
        return collector.found;
    }

    private static final class Collector extends ExpressionWalk {
        private final List<Traversal> found = new ArrayList<>();
        private final Deque<Set<String>> bound = new ArrayDeque<>();

        @Override
        public @Nullable Void visitScopeTraversal(Expression.ScopeTraversal expression) {
            String name = expression.traversal().rootName();
            for (Set<String> names : bound) {
                if (names.contains(name)) {
                    return null;
                }
            }
            found.add(expression.traversal());
            return null;
        }

        @Override
        public @Nullable Void visitFor(Expression.For expression) {
            visit(expression.collection());
            String key = expression.keyVariable();
            String value = expression.valueVariable();
            bound.push(key == null || key.equals(value) ? Set.of(value) : Set.of(key, value));
            visit(expression.key());
            visit(expression.value());
            visit(expression.condition());
            bound.pop();
            return null;
        }
    }
}
