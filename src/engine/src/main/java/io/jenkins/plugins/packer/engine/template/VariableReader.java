package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.Literals;
import io.jenkins.plugins.packer.hcl.eval.TypeExpression;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the declarations of input variables. */
final class VariableReader {
    private static final BodySchema VARIABLE = RootSchema.with(
            RootSchema.attributes(List.of("description", "default", "type", "sensitive")), "validation");
    private static final BodySchema RULE = new BodySchema(
            List.of(
                    new BodySchema.AttributeSchema("condition", true),
                    new BodySchema.AttributeSchema("error_message", true)),
            List.of());

    private final EvaluationContext defaults;
    private final Diagnostics diagnostics;
    private final Map<String, VariableDeclaration> declared = new LinkedHashMap<>();

    VariableReader(Map<String, String> environment, Diagnostics diagnostics) {
        Function env = Function.takes("key", Type.STRING)
                .returns(
                        Type.STRING,
                        arguments -> Value.string(
                                environment.getOrDefault(arguments.get(0).asString(), "")));
        this.defaults = EvaluationContext.of(null, Map.of("env", env));
        this.diagnostics = diagnostics;
    }

    /** All that were read, by name, in the order of the template. */
    Map<String, VariableDeclaration> declared() {
        return declared;
    }

    /** A line of a {@code variables} block: a name and its default. */
    void readShort(Attribute attribute) {
        if (isDuplicate(attribute.name(), attribute.nameRange())) {
            return;
        }
        Value value = evaluate(attribute);
        declared.put(
                attribute.name(),
                new VariableDeclaration(
                        attribute.name(),
                        new TypeExpression.Constraint(value.type(), null),
                        "",
                        false,
                        List.of(),
                        new VariableAssignment(
                                VariableAssignment.Origin.DEFAULT,
                                value,
                                attribute.expression().range()),
                        List.of(),
                        attribute.range()));
    }

    private Value evaluate(Attribute attribute) {
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(attribute.expression(), defaults, found);
        diagnostics.addAll(found.asList());
        return found.hasErrors() ? Value.DYNAMIC : value;
    }

    private boolean isDuplicate(String name, SourceRange range) {
        VariableDeclaration first = declared.get(name);
        if (first != null) {
            diagnostics.error(
                    "Duplicate variable",
                    "Duplicate " + name + " variable definition found. Other definition found at " + first.definition()
                            + ".",
                    range);
        }
        return first != null;
    }

    /** A {@code variable} block. */
    void read(Block block) {
        String name = block.labels().get(0);
        if (isDuplicate(name, block.definitionRange())) {
            return;
        }
        BodyContent content = block.body().content(VARIABLE, diagnostics);
        if (!Identifier.isValid(name)) {
            diagnostics.error(
                    "Invalid variable name",
                    Identifier.RULE,
                    block.labelRanges().get(0));
        }
        AttributeReader constants = new AttributeReader(content, block.body(), EvaluationContext.EMPTY, diagnostics);
        String description = constants.text("description").orElse("");
        boolean sensitive = constants.bool("sensitive").orElse(false);
        TypeExpression.Constraint constraint = new TypeExpression.Constraint(Type.DYNAMIC, null);
        Attribute type = content.attributes().get("type");
        boolean validType = true;
        if (type != null) {
            Diagnostics found = new Diagnostics();
            constraint = TypeExpression.constraintWithDefaults(type.expression(), found);
            diagnostics.addAll(found.asList());
            validType = !found.hasErrors();
        }
        Attribute given = content.attributes().get("default");
        VariableAssignment defaultValue = given == null ? null : defaultValue(given, constraint);
        if (!validType && defaultValue == null) {
            // Nothing can be said of the value of a variable whose type is wrong, not even that it is missing.
            defaultValue = new VariableAssignment(VariableAssignment.Origin.DEFAULT, Value.DYNAMIC, null);
        }
        if (defaultValue != null && constraint.type().isDynamic() && decidesType(defaultValue.value())) {
            constraint = new TypeExpression.Constraint(defaultValue.value().type(), null);
        }
        List<VariableDeclaration.Rule> rules = new ArrayList<>();
        for (Block validation : content.blocks("validation")) {
            rule(name, validation).ifPresent(rules::add);
        }
        declared.put(
                name,
                new VariableDeclaration(
                        name,
                        constraint,
                        description,
                        sensitive,
                        rules,
                        defaultValue,
                        given == null ? List.of() : Literals.of(given.expression()),
                        block.definitionRange()));
    }

    /** An empty list or object says nothing about what may be in it. */
    private static boolean decidesType(Value value) {
        return !value.type().equals(Type.EMPTY_OBJECT) && !value.type().equals(Type.EMPTY_TUPLE);
    }

    private VariableAssignment defaultValue(Attribute attribute, TypeExpression.Constraint constraint) {
        SourceRange range = attribute.expression().range();
        Value value = evaluate(attribute);
        try {
            value = constraint.convert(value);
        } catch (ConversionException e) {
            diagnostics.error(
                    "Invalid default value for variable",
                    "This default value is not compatible with the variable's type constraint: " + e.getMessage() + ".",
                    range);
            value = Value.DYNAMIC;
        }
        return new VariableAssignment(VariableAssignment.Origin.DEFAULT, value, range);
    }

    private Optional<VariableDeclaration.Rule> rule(String variable, Block block) {
        BodyContent content = block.body().content(RULE, diagnostics);
        Attribute condition = content.attributes().get("condition");
        boolean valid = false;
        if (condition != null) {
            valid = checkReferences(variable, condition.expression());
        }
        Optional<String> message =
                new AttributeReader(content, block.body(), EvaluationContext.EMPTY, diagnostics).text("error_message");
        if (message.isPresent()) {
            checkMessage(
                    message.get(),
                    content.attributes().get("error_message").expression().range());
        }
        if (!valid) {
            return Optional.empty();
        }
        return Optional.of(
                new VariableDeclaration.Rule(condition.expression(), message.orElse(""), block.definitionRange()));
    }

    /** Whether the condition refers to the variable and nothing else. */
    private boolean checkReferences(String variable, Expression condition) {
        boolean refersToItself = false;
        boolean valid = true;
        for (Traversal traversal : Variables.of(condition)) {
            if (isReferenceTo(traversal, variable)) {
                refersToItself = true;
            } else {
                valid = false;
                diagnostics.error(
                        "Invalid reference in variable validation",
                        "The condition for variable \"" + variable
                                + "\" can only refer to the variable itself, using var." + variable + ".",
                        traversal.range());
            }
        }
        if (!refersToItself) {
            diagnostics.error(
                    "Invalid variable validation condition",
                    "The condition for variable \"" + variable + "\" must refer to var." + variable
                            + " in order to test incoming values.",
                    condition.range());
        }
        return valid && refersToItself;
    }

    private static boolean isReferenceTo(Traversal traversal, String variable) {
        return traversal.rootName().equals("var")
                && traversal.steps().size() > 1
                && traversal.steps().get(1) instanceof Traversal.GetAttribute attribute
                && attribute.name().equals(variable);
    }

    private void checkMessage(String message, SourceRange range) {
        String text = message.strip();
        if (text.isEmpty()) {
            diagnostics.error(
                    "Invalid validation error message",
                    "An empty string is not a valid nor useful error message.",
                    range);
            return;
        }
        int first = text.codePointAt(0);
        int last = text.codePointBefore(text.length());
        if (Character.isLetter(first) && !Character.isUpperCase(first) || last != '.' && last != '?' && last != '!') {
            diagnostics.error(
                    "Invalid validation error message",
                    "Validation error message must be at least one full sentence starting with an uppercase letter"
                            + " ( if the alphabet permits it ) and ending with a period or question mark.",
                    range);
        }
    }
}
