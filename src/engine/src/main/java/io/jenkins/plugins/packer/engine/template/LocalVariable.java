package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.value.Value;

/**
 * A local and its value.
 *
 * @param name its name
 * @param value its value, with the mark where it is a secret; unknown where it has an error
 * @param range its expression
 */
public record LocalVariable(String name, Value value, SourceRange range) {}
