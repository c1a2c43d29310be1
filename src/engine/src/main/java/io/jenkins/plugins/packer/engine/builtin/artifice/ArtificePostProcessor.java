package io.jenkins.plugins.packer.engine.builtin.artifice;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces an artifact by files that something else made, such as a {@code shell-local} before it. Behaves as Packer's
 * {@code post-processor/artifice}: a pattern without a match is no error, but here it is told.
 */
public final class ArtificePostProcessor implements PostProcessor<ArtificeConfiguration> {
    /** Packer's identifier of the post-processor. */
    public static final String BUILDER_ID = "packer.post-processor.artifice";

    @Override
    public String type() {
        return "artifice";
    }

    @Override
    public String summary() {
        return "Replaces an artifact by files that a script made.";
    }

    @Override
    public Class<ArtificeConfiguration> configurationType() {
        return ArtificeConfiguration.class;
    }

    @Override
    public void check(ArtificeConfiguration configuration, ConfigurationCheck check) {
        if (configuration.files().isEmpty() && check.isSet("files") && !check.isUnknown("files")) {
            check.error("files", "No files", "No files specified in artifice configuration");
        }
        for (String pattern : configuration.files()) {
            Glob.mistake(pattern).ifPresent(mistake -> check.error("files", "Invalid pattern", mistake));
        }
    }

    @Override
    public Result process(ArtificeConfiguration configuration, Artifact input, StepContext context)
            throws ComponentException {
        if (!input.files().isEmpty()) {
            context.ui().say("Discarding files from artifact: " + joined(input.files()));
        }
        List<Path> files = new ArrayList<>();
        for (String pattern : configuration.files()) {
            List<Path> matches;
            try {
                matches = Glob.files(pattern, context.directory());
            } catch (IOException e) {
                throw new ComponentException("Looking for " + pattern + " failed: " + e, e);
            }
            if (matches.isEmpty()) {
                context.ui().error("No file matches " + pattern);
            }
            files.addAll(matches);
        }
        String names = joined(files);
        context.ui().say("Using these artifact files: " + names);
        Artifact artifact =
                RunDirectory.of(context).artifact(BUILDER_ID, "", "Created artifact from files: " + names, files);
        Boolean keep = configuration.keepInputArtifact();
        return new Result(artifact, keep == null || keep, false);
    }

    private static String joined(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
