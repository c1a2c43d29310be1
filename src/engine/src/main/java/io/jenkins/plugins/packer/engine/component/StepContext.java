package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import io.jenkins.plugins.packer.engine.run.RunOptions;
import java.util.Map;

/** What every component finds around it while it works for one build. */
public interface StepContext extends ComponentContext {

    /** The build's name as the user sees it, such as {@code docker.web} or {@code base.docker.web}. */
    String buildName();

    /** {@code PACKER_BUILD_NAME}: the source's name, such as {@code web}. */
    String sourceName();

    /** {@code PACKER_BUILDER_TYPE}: the source's type, such as {@code docker}. */
    String builderType();

    /** Where everything is registered that is created outside the process. */
    ResourceScope resources();

    /** Renders Go templates with the data of this build. */
    Interpolation templates();

    RunOptions options();

    /** Values of {@code build.*} by name, as far as they are known; none before the builder provisions. */
    default Map<String, Object> generated() {
        return Map.of();
    }

    /**
     * Address of whatever asked for the run, such as a job's build, from {@code PACKER_RUN_URL}: where a platform has room
     * for it, what the run creates carries it beside the run's id, so that somebody who finds it knows where it is from.
     * Empty where nobody said.
     */
    default String runUrl() {
        return environment().getOrDefault("PACKER_RUN_URL", "");
    }

    /** Identifies the run, a UUID: carried as a tag or label by everything the run creates. */
    String runId();
}
