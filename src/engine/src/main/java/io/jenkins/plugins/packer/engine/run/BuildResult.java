package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a build ended.
 *
 * @param name the build's name
 * @param outcome how
 * @param artifacts what exists now; of a failed build, what its post-processors kept
 * @param error why it failed, with no secret in it, or empty
 * @param cause what was thrown, or null
 */
public record BuildResult(
        String name,
        Outcome outcome,
        List<Artifact> artifacts,
        String error,
        @Nullable Throwable cause) {
    public BuildResult {
        artifacts = List.copyOf(artifacts);
    }
}
