package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.value.Value;

/**
 * A value that takes the place of what a body gives for an option.
 *
 * @param option its name
 * @param value the value; for a nested block an object, or a list of them
 * @param range where it is written
 */
public record OptionOverride(String option, Value value, SourceRange range) {}
