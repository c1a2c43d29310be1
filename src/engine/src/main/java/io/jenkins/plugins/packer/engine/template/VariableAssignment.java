package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A value that a variable got.
 *
 * @param origin where it came from
 * @param value the value, of the variable's type; of unknown type where it was wrong
 * @param range where it is written, or null where that is no file
 */
record VariableAssignment(
        Origin origin, Value value, @Nullable SourceRange range) {

    /** Where values come from, the weakest first. */
    enum Origin {
        DEFAULT("default"),
        ENVIRONMENT("env"),
        FILE("varfile"),
        ARGUMENT("cmd");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        /** The word for it in messages. */
        String label() {
            return label;
        }
    }
}
