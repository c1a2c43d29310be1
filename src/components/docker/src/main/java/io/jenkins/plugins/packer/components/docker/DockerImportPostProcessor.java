package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code docker-import}: makes an image out of an exported container or another tar archive of a file system. */
public final class DockerImportPostProcessor implements PostProcessor<DockerImportPostProcessor.Configuration> {

    /** Its options. */
    public record Configuration(
            @Nullable @Option(doc = "Path of a Docker-compatible client whose engine is used.")
            String dockerPath,

            @Option(doc = "The image's repository.", required = true)
            String repository,

            @Nullable @Option(doc = "The image's tag; latest where there is none.")
            String tag,

            @Option(doc = "Dockerfile instructions that are applied to the image, such as CMD, ENV or USER.")
            List<String> changes,

            @Nullable @Option(doc = "Platform that the image is for, such as linux/arm64.")
            String platform) {}

    @Override
    public String type() {
        return "docker-import";
    }

    @Override
    public String summary() {
        return "Makes a Docker image out of a tar archive of a file system.";
    }

    @Override
    public Class<Configuration> configurationType() {
        return Configuration.class;
    }

    @Override
    public Result process(Configuration configuration, Artifact input, StepContext context) throws ComponentException {
        if (!List.of(DockerBuilder.ID, DockerArtifacts.ARTIFICE).contains(input.builderId())
                || input.files().isEmpty()) {
            throw new ComponentException("Unknown artifact type: " + input.builderId()
                    + "\nCan only import from Docker builder and Artifice post-processor artifacts. After a docker"
                    + " builder with commit = true the image is there already: remove docker-import, or use"
                    + " export_path.");
        }
        String tag = configuration.tag();
        String name = configuration.repository() + (tag == null || tag.isEmpty() ? "" : ":" + tag);
        Path archive = context.directory().resolve(input.files().get(0));
        Endpoint endpoint = new EndpointResolver(context).resolve(configuration.dockerPath());
        context.ui().message("Importing image: " + input.id());
        context.ui().message("Repository: " + name);
        Resource resource;
        String image;
        try (DockerEngine engine = DockerEngine.connect(endpoint, context.cancellation())) {
            resource = TagReaper.resource(engine, ImageReference.parse(name).withTag(), null);
            image = context.resources()
                    .produce(
                            resource,
                            () -> importArchive(endpoint, archive, name, configuration, context.cancellation()),
                            id -> id);
        }
        context.ui().message("Imported ID: " + image);
        Artifact artifact = DockerArtifacts.image(
                DockerArtifacts.IMPORT,
                name,
                image,
                List.of(),
                DockerArtifacts.generated(image, "", ""),
                List.of(resource));
        return new Result(artifact, false, false);
    }

    /**
     * Imports on a connection of its own: when the run is cancelled the archive ends early, so that the engine refuses
     * it and has answered before anything is cleaned up.
     */
    private static String importArchive(
            Endpoint endpoint, Path archive, String name, Configuration configuration, Cancellation cancellation)
            throws ComponentException {
        try (DockerEngine own = DockerEngine.connect(endpoint, new Cancellation());
                InputStream in = new CancellableStream(Files.newInputStream(archive), cancellation)) {
            String id = new Images(own).importArchive(in, name, configuration.changes(), configuration.platform());
            cancellation.check();
            return id;
        } catch (IOException e) {
            throw new ComponentException("Cannot read " + archive + " to import it: " + e.getMessage(), e);
        }
    }
}
