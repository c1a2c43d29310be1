package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code docker} builder: starts a container, has it provisioned, and commits or exports it. It is the counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/docker/latest/components/builder/docker and talks to the
 * engine's API, so that no Docker client is needed where it runs.
 */
public final class DockerBuilder implements Builder<DockerConfiguration> {
    /** Packer's identifier of an exported container. */
    static final String ID = "packer.docker";

    @Override
    public String type() {
        return "docker";
    }

    @Override
    public String summary() {
        return "Builds a Docker image, or a tar archive of a container's file system, in a container.";
    }

    @Override
    public Class<DockerConfiguration> configurationType() {
        return DockerConfiguration.class;
    }

    @Override
    public List<String> generatedVariables(DockerConfiguration configuration) {
        return List.of("ImageSha256", "SourceImageDigest", "SourceImageSha256");
    }

    @Override
    public void check(DockerConfiguration configuration, ConfigurationCheck check) {
        new DockerConfigurationRules(configuration, check).apply();
    }

    @Override
    public @Nullable Artifact build(DockerConfiguration configuration, BuildContext context) throws ComponentException {
        Endpoint endpoint = new EndpointResolver(context).resolve(configuration.dockerPath());
        try (DockerEngine engine = context.step(
                "Connect to the Docker engine", () -> DockerEngine.connect(endpoint, context.cancellation()))) {
            return new DockerBuild(configuration, context, engine).run();
        }
    }
}
