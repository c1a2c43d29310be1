package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.config.OptionOverride;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A {@code provisioner} or {@code error-cleanup-provisioner} block.
 *
 * @param type the provisioner
 * @param name its name, or empty
 * @param selection for which sources it is
 * @param pauseBefore how long to wait first
 * @param timeout how long it may take; zero for as long as it likes
 * @param maxRetries how often it is tried again when it fails
 * @param continueOnError whether the build goes on when it fails
 * @param overrides options for single sources, by the source's name
 * @param body the provisioner's options
 * @param definition where it is
 * @param typeRange the label that names the provisioner
 */
public record ProvisionerBlock(
        String type,
        String name,
        Selection selection,
        Duration pauseBefore,
        Duration timeout,
        int maxRetries,
        boolean continueOnError,
        Map<String, List<OptionOverride>> overrides,
        Body body,
        SourceRange definition,
        SourceRange typeRange) {

    public ProvisionerBlock {
        overrides = Map.copyOf(overrides);
    }

    /** {@code type.name}, or {@code type} where it has no name: as {@code inspect} shows it. */
    public String displayName() {
        return name.isEmpty() ? type : type + "." + name;
    }
}
