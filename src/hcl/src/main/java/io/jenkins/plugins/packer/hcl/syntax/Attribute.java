package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;

/**
 * {@code name = expression}.
 *
 * @param name the name
 * @param expression the value, not yet evaluated
 * @param range from the name to the end of the expression
 * @param nameRange the name alone
 */
public record Attribute(String name, Expression expression, SourceRange range, SourceRange nameRange) {}
