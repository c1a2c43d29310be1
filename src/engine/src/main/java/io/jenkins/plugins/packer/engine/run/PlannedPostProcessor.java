package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.hcl.SourceRange;
import org.jspecify.annotations.Nullable;

/**
 * A post-processor of a planned build.
 *
 * @param type its type, such as {@code docker-tag}
 * @param name its name in the template, or its type where it has none
 * @param keepInputArtifact {@code keep_input_artifact}, or null where the template does not say
 * @param postProcessor the work
 * @param definition where it stands in the template
 */
public record PlannedPostProcessor(
        String type,
        String name,
        @Nullable Boolean keepInputArtifact,
        ConfiguredPostProcessor<?> postProcessor,
        SourceRange definition) {}
