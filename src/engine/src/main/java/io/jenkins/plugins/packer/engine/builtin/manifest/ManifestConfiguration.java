package io.jenkins.plugins.packer.engine.builtin.manifest;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.Map;

/**
 * Options of the {@code manifest} post-processor.
 *
 * @param output file to write
 * @param stripPath whether files are named without their directory
 * @param stripTime whether the time is left out
 * @param customData the user's own data
 */
public record ManifestConfiguration(
        @Option(doc = "File that the entry is added to.", defaultValue = "packer-manifest.json")
        String output,

        @Option(doc = "Names the artifact's files without their directory.", defaultValue = "false")
        boolean stripPath,

        @Option(doc = "Leaves the time of the build out.", defaultValue = "false")
        boolean stripTime,

        @Option(doc = "Data of your own that is written with the entry.", renderedTwice = true)
        Map<String, String> customData) {

    public ManifestConfiguration {
        customData = Map.copyOf(customData);
    }
}
