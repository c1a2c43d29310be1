package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.eval.StaticExpressions;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.List;
import java.util.Optional;

/** Finds the part of an expression that makes a part of its value, so that messages can point at it. */
public final class ExpressionParts {
    private ExpressionParts() {}

    /**
     * The innermost literal part that keeps a value from being converted; the expression itself where none is found.
     *
     * @param value value of the expression, which cannot be converted
     */
    static Expression culprit(Expression expression, Value value, Type wanted) {
        if (!(wanted instanceof Type.Collection collection)
                || !value.isKnown()
                || value.isNull()
                || !value.type().isIterable()) {
            return expression;
        }
        for (Value.Element element : value.unmark().iteration()) {
            if (!fits(element.value(), collection.element())) {
                return element(expression, element.key())
                        .map(part -> culprit(part, element.value(), collection.element()))
                        .orElse(expression);
            }
        }
        return expression;
    }

    private static boolean fits(Value value, Type wanted) {
        try {
            Conversion.convert(value, wanted);
            return true;
        } catch (ConversionException e) {
            return false;
        }
    }

    /** The value of an item, if the expression is written as <code>{ name = value }</code>. */
    public static Optional<Expression> item(Expression expression, String name) {
        for (Expression.ObjectConstructor.Item item :
                StaticExpressions.asMap(expression).orElse(List.of())) {
            if (name.equals(key(item.key().wrapped()))) {
                return Optional.of(item.value());
            }
        }
        return Optional.empty();
    }

    /** The text of a key that is written literally, else something that is no key. */
    private static Object key(Expression key) {
        if (key instanceof Expression.Template template
                && template.parts().size() == 1
                && template.parts().get(0) instanceof Expression.Literal literal
                && literal.constant() != null) {
            return literal.constant();
        }
        if (key instanceof Expression.Json json && json.node() instanceof JsonNode.TextNode text && text.isPlain()) {
            return text.value();
        }
        return StaticExpressions.keyword(key).orElse("");
    }

    private static Optional<Expression> element(Expression expression, Value key) {
        if (key.type().equals(Type.STRING)) {
            return item(expression, key.asString());
        }
        List<Expression> elements = StaticExpressions.asList(expression).orElse(List.of());
        if (!key.type().equals(Type.NUMBER) || !key.asNumber().isLong()) {
            return Optional.empty();
        }
        long index = key.asNumber().longValueExact();
        return index >= 0 && index < elements.size() ? Optional.of(elements.get((int) index)) : Optional.empty();
    }
}
