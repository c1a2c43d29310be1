package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;

/**
 * A post-processor with its configuration.
 *
 * @param component the post-processor
 * @param configuration its options
 * @param <C> configuration record
 */
public record ConfiguredPostProcessor<C extends Record>(
        PostProcessor<C> component, LateConfiguration<C> configuration) {

    PostProcessor.Result process(BuildData data, Artifact input, StepContext context) throws ComponentException {
        return component.process(configuration.configuration(data), input, context);
    }
}
