package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Body;

/**
 * A {@code source} block.
 *
 * @param type the builder
 * @param name its name
 * @param body the builder's options
 * @param definition where it is
 * @param typeRange the label that names the builder
 */
public record SourceBlock(String type, String name, Body body, SourceRange definition, SourceRange typeRange) {

    /** {@code type.name}, by which builds refer to it. */
    public String reference() {
        return type + "." + name;
    }
}
