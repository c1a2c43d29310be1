package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code docker-save}: writes an image to a file that {@code docker load} reads. */
public final class DockerSavePostProcessor implements PostProcessor<DockerSavePostProcessor.Configuration> {

    /** Its options. */
    public record Configuration(
            @Nullable @Option(doc = "Path of a Docker-compatible client whose engine is used.")
            String dockerPath,

            @Option(doc = "File that the image is written to.", required = true)
            String path) {}

    @Override
    public String type() {
        return "docker-save";
    }

    @Override
    public String summary() {
        return "Writes a Docker image with all its layers to a file.";
    }

    @Override
    public Class<Configuration> configurationType() {
        return Configuration.class;
    }

    @Override
    public Result process(Configuration configuration, Artifact input, StepContext context) throws ComponentException {
        if (!List.of(DockerArtifacts.TAG, DockerArtifacts.IMPORT).contains(input.builderId())) {
            throw new ComponentException("Unknown artifact type: " + input.builderId()
                    + "\nCan only save Docker builder artifacts: use commit = true or docker-import before.");
        }
        Path path = context.directory()
                .resolve(configuration.path())
                .toAbsolutePath()
                .normalize();
        Endpoint endpoint = new EndpointResolver(context).resolve(configuration.dockerPath());
        context.ui().message("Saving image: " + input.id());
        try (DockerEngine engine = DockerEngine.connect(endpoint, context.cancellation())) {
            context.resources().produce(Resource.file(path), () -> {
                try (OutputStream out = Files.newOutputStream(path)) {
                    new Images(engine).save(input.id(), out);
                    return path;
                } catch (IOException e) {
                    throw new ComponentException("Error creating output file: " + e.getMessage(), e);
                }
            });
        }
        context.ui().message("Saved to: " + configuration.path());
        return new Result(input, true, false);
    }
}
