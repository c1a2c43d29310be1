package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the values of input variables against their {@code validation} rules. */
final class VariableRules {
    private static final String INVALID_RESULT = "Invalid variable validation result";

    private final Map<String, Function> functions;
    private final Diagnostics diagnostics;

    VariableRules(Map<String, Function> functions, Diagnostics diagnostics) {
        this.functions = functions;
        this.diagnostics = diagnostics;
    }

    /**
     * Checks a variable.
     *
     * @param assignment its value, or null where it has none
     */
    void check(VariableDeclaration variable, @Nullable VariableAssignment assignment) {
        if (assignment == null) {
            diagnostics.error(
                    "Unset variable \"" + variable.name() + "\"",
                    "A used variable must be set or have a default value; see "
                            + "https://packer.io/docs/templates/hcl_templates/syntax for details.",
                    variable.definition());
            return;
        }
        if (variable.rules().isEmpty()) {
            return;
        }
        Value value = variable.sensitive() ? assignment.value().withMark(Mark.SENSITIVE) : assignment.value();
        EvaluationContext context =
                EvaluationContext.of(Map.of("var", Value.object(Map.of(variable.name(), value))), functions);
        for (VariableDeclaration.Rule rule : variable.rules()) {
            check(rule, assignment, context);
        }
    }

    private void check(VariableDeclaration.Rule rule, VariableAssignment assignment, EvaluationContext context) {
        Diagnostics found = new Diagnostics();
        Value result = Evaluator.evaluate(rule.condition(), context, found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors() || !result.isKnown()) {
            return;
        }
        if (result.isNull()) {
            diagnostics.error(
                    INVALID_RESULT,
                    "Validation condition expression must return either true or false, not null.",
                    rule.condition().range());
            return;
        }
        try {
            result = Conversion.convert(result, Type.BOOL);
        } catch (ConversionException e) {
            diagnostics.error(
                    INVALID_RESULT,
                    "Invalid validation condition result value: " + e.getMessage() + ".",
                    rule.condition().range());
            return;
        }
        if (result.isFalse()) {
            diagnostics.error(
                    "Invalid value for " + assignment.origin().label() + " variable",
                    rule.message() + "\n\nThis was checked by the validation rule at " + rule.definition() + ".",
                    assignment.range() == null ? rule.definition() : assignment.range());
        }
    }
}
