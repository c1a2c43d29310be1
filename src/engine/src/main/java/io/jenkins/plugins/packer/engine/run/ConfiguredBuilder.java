package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import org.jspecify.annotations.Nullable;

/**
 * A builder with its configuration.
 *
 * @param component the builder
 * @param configuration its options
 * @param <C> configuration record
 */
public record ConfiguredBuilder<C extends Record>(Builder<C> component, LateConfiguration<C> configuration) {

    @Nullable
    Artifact build(BuildContext context) throws ComponentException {
        return component.build(configuration.configuration(BuildData.none()), context);
    }
}
