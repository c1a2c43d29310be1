package io.jenkins.plugins.packer.engine.builtin.artifice;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code artifice} post-processor.
 *
 * @param files files of the new artifact
 * @param keepInputArtifact whether the input stays
 */
public record ArtificeConfiguration(
        @Option(doc = "Files of the new artifact; *, ? and [a-z] stand for parts of their names.", required = true)
        List<String> files,

        @Option(doc = "Keeps the artifact that is replaced; true by default.") @Nullable
        Boolean keepInputArtifact) {

    public ArtificeConfiguration {
        files = List.copyOf(files);
    }
}
