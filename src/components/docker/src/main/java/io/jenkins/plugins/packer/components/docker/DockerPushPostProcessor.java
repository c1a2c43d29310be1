package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code docker-push}: pushes an image and its names to a registry. */
public final class DockerPushPostProcessor implements PostProcessor<DockerPushPostProcessor.Configuration> {
    /** The first version of the API that can push one platform of several. */
    private static final ApiVersion PLATFORM = new ApiVersion(1, 46);

    /** Its options. */
    public record Configuration(
            @Nullable @Option(doc = "Path of a Docker-compatible client whose engine is used.")
            String dockerPath,

            @Group LoginOptions registry,

            @Nullable @Option(doc = "Pushes only this platform of an image with several, such as linux/arm64.")
            String platform) {}

    @Override
    public String type() {
        return "docker-push";
    }

    @Override
    public String summary() {
        return "Pushes a Docker image to a registry.";
    }

    @Override
    public Class<Configuration> configurationType() {
        return Configuration.class;
    }

    @Override
    public void check(Configuration configuration, ConfigurationCheck check) {
        configuration.registry().check(check);
    }

    @Override
    public Result process(Configuration configuration, Artifact input, StepContext context) throws ComponentException {
        if (!List.of(DockerArtifacts.TAG, DockerArtifacts.IMPORT).contains(input.builderId())) {
            throw new ComponentException("Unknown artifact type: " + input.builderId()
                    + "\nCan only import from docker-import and docker-tag artifacts.");
        }
        List<String> tags = DockerArtifacts.tags(input);
        Set<String> names = new LinkedHashSet<>();
        names.add(input.id());
        names.addAll(tags);
        Map<String, Object> generated = DockerArtifacts.generated(input);
        Endpoint endpoint = new EndpointResolver(context).resolve(configuration.dockerPath());
        String image;
        try (DockerEngine engine = DockerEngine.connect(endpoint, context.cancellation())) {
            if (configuration.platform() != null && engine.offered().compareTo(PLATFORM) < 0) {
                throw new ComponentException("The Docker engine at " + endpoint + " speaks version " + engine.offered()
                        + " of the API; platform needs 1.46 or newer. Remove it.");
            }
            RegistryCredentials credentials = new RegistryLogin(engine, context).credentials(configuration.registry());
            Images images = new Images(engine);
            for (String name : names) {
                context.ui().message("Pushing: " + name);
                images.push(
                        name,
                        configuration.platform(),
                        credentials.of(ImageReference.parse(name).registry()),
                        new TransferProgress(context.ui(), "Pushing " + name));
            }
            JsonNode pushed = images.find(input.id())
                    .orElseThrow(() -> new ComponentException("The image " + input.id() + ", just pushed, is gone."));
            image = Images.id(pushed);
            generated.put("Digest", SourceImage.of(input.id(), pushed).digest());
        }
        Artifact artifact =
                DockerArtifacts.image(DockerArtifacts.IMPORT, input.id(), image, tags, generated, input.resources());
        return new Result(artifact, true, false);
    }
}
