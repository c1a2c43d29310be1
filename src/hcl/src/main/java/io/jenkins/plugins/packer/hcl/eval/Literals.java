package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that are written in an expression, whether or not it can be evaluated. */
public final class Literals {
    private Literals() {}

    /** All texts, and the literal pieces of templates, in source order. */
    public static List<String> of(Expression expression) {
        Collector collector = new Collector();
        collector.visit(expression);
        return collector.found;
    }

    private static final class Collector extends ExpressionWalk {
        private final List<String> found = new ArrayList<>();

        @Override
        public @Nullable Void visitLiteral(Expression.Literal expression) {
            if (expression.constant() instanceof String text) {
                found.add(text);
            }
            return null;
        }

        /** As a whole: where it is no valid template its pieces are not known. */
        @Override
        @Nullable
        Void visitText(JsonNode.TextNode text) {
            found.add(text.value());
            return super.visitText(text);
        }
    }
}
