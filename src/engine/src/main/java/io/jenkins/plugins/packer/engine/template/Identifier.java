package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.syntax.HclParser;

/** Names that the template language accepts for what a template declares. */
final class Identifier {
    /** What to say about one that is not valid. */
    static final String RULE =
            "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.";

    private Identifier() {}

    static boolean isValid(String name) {
        return HclParser.isIdentifier(name);
    }
}
