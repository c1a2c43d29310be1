package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.syntax.Expression;

/**
 * A {@code local} block, or one line of a {@code locals} block.
 *
 * @param name its name
 * @param expression its value
 * @param sensitive whether the value is a secret
 */
record LocalDeclaration(String name, Expression expression, boolean sensitive) {}
