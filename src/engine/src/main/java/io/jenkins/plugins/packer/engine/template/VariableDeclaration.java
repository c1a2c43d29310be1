package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.TypeExpression;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code variable} block, or one line of a {@code variables} block.
 *
 * @param name its name
 * @param constraint its type; the type of the default where none is declared
 * @param description its description, or empty
 * @param sensitive whether its value is a secret
 * @param rules what its value must satisfy
 * @param defaultValue its default, or null where it has none
 * @param written the texts that its default is written with
 * @param definition where it is declared
 */
record VariableDeclaration(
        String name,
        TypeExpression.Constraint constraint,
        String description,
        boolean sensitive,
        List<Rule> rules,
        @Nullable VariableAssignment defaultValue,
        List<String> written,
        SourceRange definition) {

    VariableDeclaration {
        rules = List.copyOf(rules);
        written = List.copyOf(written);
    }

    Type type() {
        return constraint.type();
    }

    /**
     * A {@code validation} block.
     *
     * @param condition must come to true
     * @param message what to say where it does not
     * @param definition where the rule is
     */
    record Rule(Expression condition, String message, SourceRange definition) {}
}
