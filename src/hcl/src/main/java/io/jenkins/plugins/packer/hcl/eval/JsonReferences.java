package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a value in JSON syntax says as it stands: references and calls are strings in native syntax. */
final class JsonReferences {
    private JsonReferences() {}

    static Optional<Traversal> asTraversal(JsonNode node) {
        if (!(node instanceof JsonNode.TextNode text)) {
            return Optional.empty();
        }
        return parsed(text)
                .flatMap(StaticExpressions::asTraversal)
                .filter(traversal -> isProper(traversal, text.file()));
    }

    private static Optional<Expression> parsed(JsonNode.TextNode text) {
        Diagnostics found = new Diagnostics();
        Expression expression = text.expression(found);
        return found.hasErrors() ? Optional.empty() : Optional.of(expression);
    }

    /** Whether all indexes are texts or numbers in brackets: other forms are for expressions only. */
    private static boolean isProper(Traversal traversal, SourceFile file) {
        for (Traversal.Step step : traversal.steps()) {
            if (step instanceof Traversal.GetIndex index
                    && (!(index.key() instanceof String || index.key() instanceof BigDecimal)
                            || file.bytes()[index.range().start().offset()] == '.')) {
                return false;
            }
        }
        return true;
    }

    static Optional<Expression.FunctionCall> asCall(JsonNode node) {
        return node instanceof JsonNode.TextNode text
                ? parsed(text).flatMap(StaticExpressions::asCall)
                : Optional.empty();
    }

    static Optional<List<Expression>> asList(JsonNode node) {
        if (!(node instanceof JsonNode.ArrayNode array)) {
            return Optional.empty();
        }
        List<Expression> elements = new ArrayList<>(array.elements().size());
        for (JsonNode element : array.elements()) {
            elements.add(new Expression.Json(element));
        }
        return Optional.of(elements);
    }

    static Optional<List<Expression.ObjectConstructor.Item>> asMap(JsonNode node) {
        if (!(node instanceof JsonNode.ObjectNode object)) {
            return Optional.empty();
        }
        List<Expression.ObjectConstructor.Item> items =
                new ArrayList<>(object.properties().size());
        for (JsonNode.Property property : object.properties()) {
            items.add(new Expression.ObjectConstructor.Item(
                    new Expression.ObjectKey(new Expression.Json(property.name()), false),
                    new Expression.Json(property.value())));
        }
        return Optional.of(items);
    }
}
