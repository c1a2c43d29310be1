package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code docker-tag}: gives an image names. */
public final class DockerTagPostProcessor implements PostProcessor<DockerTagPostProcessor.Configuration> {

    /** Its options. */
    public record Configuration(
            @Nullable @Option(doc = "Path of a Docker-compatible client whose engine is used.")
            String dockerPath,

            @Option(doc = "The name's repository, such as registry.example.org/web.", required = true)
            String repository,

            @Option(doc = "Tags; an older form of tags.") List<String> tag,

            @Option(doc = "Tags; latest where there are none.")
            List<String> tags,

            @Option(doc = "Without effect on every engine since Docker 1.12.", defaultValue = "false")
            boolean force) {}

    @Override
    public String type() {
        return "docker-tag";
    }

    @Override
    public String summary() {
        return "Gives a Docker image names.";
    }

    @Override
    public Class<Configuration> configurationType() {
        return Configuration.class;
    }

    @Override
    public void check(Configuration configuration, ConfigurationCheck check) {
        if (configuration.force()) {
            check.warning(
                    "force",
                    "Option without effect",
                    "Since Docker 1.12 a name can always be given to another image; remove force.");
        }
        if (check.isSet("tag")) {
            check.warning("tag", "Deprecated option", "tag has been replaced with tags; use that.");
        }
    }

    @Override
    public Result process(Configuration configuration, Artifact input, StepContext context) throws ComponentException {
        if (!List.of(DockerArtifacts.TAG, DockerArtifacts.IMPORT).contains(input.builderId())) {
            throw new ComponentException("Unknown artifact type: " + input.builderId()
                    + "\nCan only tag from Docker builder artifacts: use commit = true or docker-import before.");
        }
        List<String> names = new ArrayList<>();
        configuration.tags().forEach(tag -> names.add(configuration.repository() + ":" + tag));
        configuration.tag().forEach(tag -> names.add(configuration.repository() + ":" + tag));
        List<String> given = List.copyOf(names);
        if (names.isEmpty()) {
            names.add(configuration.repository());
        }
        Endpoint endpoint = new EndpointResolver(context).resolve(configuration.dockerPath());
        List<Resource> resources = new ArrayList<>();
        String image;
        try (DockerEngine engine = DockerEngine.connect(endpoint, context.cancellation())) {
            image = Images.id(new Images(engine)
                    .find(input.id())
                    .orElseThrow(() -> new ComponentException(
                            "The Docker engine at " + endpoint + " has no image " + input.id() + " to tag.")));
            for (String name : names) {
                resources.add(tag(engine, context, input.id(), image, name));
            }
        }
        String last = names.get(names.size() - 1);
        Artifact artifact = DockerArtifacts.image(
                DockerArtifacts.TAG, last, image, given, DockerArtifacts.generated(input), resources);
        // Without its image a name is worth nothing, so that the image stays whatever the template says.
        return new Result(artifact, true, true);
    }

    private static Resource tag(DockerEngine engine, StepContext context, String id, String image, String name)
            throws ComponentException {
        context.ui().message("Tagging image: " + id);
        context.ui().message("Repository: " + name);
        Resource resource =
                TagReaper.resource(engine, ImageReference.parse(name).withTag(), image);
        return context.resources()
                .produce(
                        resource,
                        () -> engine.toItsEnd(own -> {
                            new Images(own).tag(image, name);
                            return resource;
                        }),
                        tagged -> image);
    }
}
