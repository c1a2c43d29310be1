package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import org.jspecify.annotations.Nullable;

/**
 * A {@code post-processor} block.
 *
 * @param type the post-processor
 * @param name its name, or empty
 * @param selection for which sources it is
 * @param keepInput {@code keep_input_artifact}, or null where the template does not say
 * @param body the post-processor's options
 * @param definition where it is
 * @param typeRange the label that names the post-processor
 */
public record PostProcessorBlock(
        String type,
        String name,
        Selection selection,
        @Nullable Boolean keepInput,
        Body body,
        SourceRange definition,
        SourceRange typeRange) {

    /** {@code type.name}, or {@code type} where it has no name: as {@code inspect} shows it. */
    public String displayName() {
        return name.isEmpty() ? type : type + "." + name;
    }
}
