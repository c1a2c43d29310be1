package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.List;

/**
 * A {@code local} block, or one line of a {@code locals} block.
 *
 * @param name its name
 * @param expression its value
 * @param sensitive whether the value is a secret
 */
record LocalDeclaration(String name, Expression expression, boolean sensitive) implements Declaration {

    @Override
    public String reference() {
        return "local." + name;
    }

    @Override
    public List<Traversal> references() {
        return Variables.of(expression);
    }

    @Override
    public SourceRange range() {
        return expression.range();
    }
}
