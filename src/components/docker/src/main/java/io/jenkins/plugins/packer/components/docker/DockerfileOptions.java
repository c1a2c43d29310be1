package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code build} block: the image to start from is built out of a Dockerfile. */
public record DockerfileOptions(
        @Option(doc = "Path of the Dockerfile.", required = true)
        String path,

        @Nullable
        @Option(
                doc =
                        "Directory that is the build's context, less what its .dockerignore names; by default the working directory.")
        String buildDir,

        @Option(doc = "Build arguments by name.") Map<String, String> arguments,

        @Option(doc = "Pulls the images that the Dockerfile names even if they are there.", defaultValue = "true")
        boolean pull,

        @Option(doc = "Compresses the context on its way to the engine.", defaultValue = "false")
        boolean compress) {}
