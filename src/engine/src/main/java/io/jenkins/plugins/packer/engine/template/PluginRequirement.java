package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;

/**
 * One line of {@code required_plugins}. Its components are built in, so that nothing is installed for it.
 *
 * @param name the template's name for it
 * @param source where Packer would get it, such as {@code github.com/hashicorp/docker}
 * @param version constraint on its version
 * @param range where it is required
 */
public record PluginRequirement(String name, String source, String version, SourceRange range) {}
