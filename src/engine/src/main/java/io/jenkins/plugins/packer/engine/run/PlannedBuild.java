package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build that is going to run: one source of one {@code build} block, with everything that the runner needs.
 *
 * @param name as the user sees it, such as {@code docker.web} or {@code base.docker.web}
 * @param sourceName the source's name, such as {@code web}
 * @param builderType the source's type, such as {@code docker}
 * @param builder the work
 * @param provisioners in order
 * @param errorCleanup runs when a provisioner fails, or null
 * @param postProcessors sequences; each begins with the builder's artifact
 * @param templates renders Go templates for this build
 */
public record PlannedBuild(
        String name,
        String sourceName,
        String builderType,
        ConfiguredBuilder<?> builder,
        List<PlannedProvisioner> provisioners,
        @Nullable PlannedProvisioner errorCleanup,
        List<List<PlannedPostProcessor>> postProcessors,
        Templates templates) {
    public PlannedBuild {
        provisioners = List.copyOf(provisioners);
        List<List<PlannedPostProcessor>> sequences = new ArrayList<>();
        for (List<PlannedPostProcessor> sequence : postProcessors) {
            sequences.add(List.copyOf(sequence));
        }
        postProcessors = List.copyOf(sequences);
    }

    /** Makes the renderer of Go templates for a moment of the build. */
    @FunctionalInterface
    public interface Templates {
        /**
         * The renderer.
         *
         * @param data the values that <code>{{build `NAME`}}</code> finds
         * @param functions what the component that renders adds to Packer's functions
         */
        Interpolation with(BuildData data, Map<String, GoFunction> functions);
    }
}
