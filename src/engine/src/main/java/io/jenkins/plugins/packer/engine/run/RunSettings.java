package io.jenkins.plugins.packer.engine.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * What holds for all builds of a run.
 *
 * @param runId the run's UUID
 * @param options flags that components see
 * @param parallelBuilds {@code -parallel-builds}: how many at once; 0 for all
 * @param directory relative paths of the template are resolved against it
 * @param environment in place of {@link System#getenv()}
 */
public record RunSettings(
        String runId, RunOptions options, int parallelBuilds, Path directory, Map<String, String> environment) {
    public RunSettings {
        environment = EnvironmentVariables.copyOf(environment);
    }
}
