package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;

/**
 * An input variable and its value.
 *
 * @param name its name
 * @param type its type; dynamic where it takes any
 * @param description its description, or empty
 * @param sensitive whether the value is a secret; then it carries the mark
 * @param value its value; unknown where it was not set
 * @param definition where it is declared
 */
public record InputVariable(
        String name, Type type, String description, boolean sensitive, Value value, SourceRange definition) {}
