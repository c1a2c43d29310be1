package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of the {@code docker} builder, from the image to start from to the artifact. */
record DockerBuild(DockerConfiguration configuration, BuildContext context, DockerEngine engine) {

    @Nullable
    Artifact run() throws ComponentException {
        SourceImage source = context.step("Prepare the image", this::prepareImage);
        RunningContainer container = context.step(
                "Start the container", () -> new ContainerStart(configuration, context, engine).start(source.name()));
        Map<String, Object> generated = generated(source, container);
        provision(container, generated);
        Artifact artifact = finish(source, container, generated);
        context.ui().say("Killing the container: " + container.id());
        context.resources().remove(container.resource());
        return artifact;
    }

    private SourceImage prepareImage() throws ComponentException {
        RegistryLogin login = new RegistryLogin(engine, context);
        DockerfileOptions dockerfile = configuration.build();
        if (dockerfile != null) {
            return buildImage(dockerfile, login.credentials(configuration.registry()));
        }
        String image = String.valueOf(configuration.image());
        Images images = new Images(engine);
        Boolean pull = configuration.pull();
        if (pull == null || pull) {
            context.ui().say("Pulling Docker image: " + image);
            RegistryCredentials credentials = login.credentials(configuration.registry());
            images.pull(
                    image,
                    configuration.platform(),
                    credentials.of(ImageReference.parse(image).registry()),
                    new TransferProgress(context.ui(), "Pulling " + image));
        }
        JsonNode found = images.find(image)
                .orElseThrow(() -> new ComponentException("The Docker engine at " + engine.endpoint() + " has no image "
                        + image + ", and pull is false. Pull it before, or remove pull = false."));
        return SourceImage.of(image, found);
    }

    private SourceImage buildImage(DockerfileOptions dockerfile, RegistryCredentials credentials)
            throws ComponentException {
        context.ui().say("Building Docker image: " + dockerfile.path());
        String mark = Marks.name(context);
        String id = context.resources()
                .create(
                        ImageReaper.built(engine.endpoint(), mark),
                        () -> new DockerfileBuild(engine, context)
                                .build(
                                        dockerfile,
                                        configuration.platform(),
                                        Marks.labels(context, Marks.IMAGE, mark),
                                        credentials),
                        created -> created);
        return SourceImage.of(
                id,
                new Images(engine)
                        .find(id)
                        .orElseThrow(() ->
                                new ComponentException("The image " + id + ", just built, is not there any more.")));
    }

    private void provision(RunningContainer container, Map<String, Object> generated) throws ComponentException {
        if (configuration.connection().isOwn()) {
            try (Communicator communicator = context.step("Connect to the container", () -> connect(container))) {
                context.provision(communicator, generated);
            }
            return;
        }
        try (MachineConnection connection = context.step(
                "Connect to the container",
                () -> MachineConnection.open(configuration.connection().machine(), container::address, context))) {
            generated.putAll(connection.values(container.id()));
            context.provision(connection.communicator(), generated);
        }
    }

    private Communicator connect(RunningContainer container) {
        Duration pause = configuration.connection().pauseBeforeConnecting();
        String type = configuration.connection().communicator();
        context.ui().say("Using " + type + " communicator to connect: " + container.address());
        if (pause != null && !pause.isZero()) {
            context.ui().say("Pausing " + DurationText.brief(pause) + " before connecting...");
            context.cancellation().pause(pause);
        }
        if (type.equals("none")) {
            return new NoneCommunicator();
        }
        return new DockerCommunicator(
                new ContainerExec(
                        engine,
                        container.id(),
                        configuration.execUser(),
                        configuration.pty(),
                        context.secrets(),
                        context.cancellation()),
                new ContainerFiles(
                        engine,
                        container.id(),
                        container.user(),
                        configuration.fixUploadOwner(),
                        context.cancellation()),
                context.directory());
    }

    private Map<String, Object> generated(SourceImage source, RunningContainer container) {
        Map<String, Object> generated = new LinkedHashMap<>();
        generated.put("ID", container.id());
        generated.put("Host", container.address());
        generated.put("ConnType", configuration.connection().communicator());
        generated.put("ImageSha256", "ERR_IMAGE_SHA256_NOT_FOUND");
        generated.put("SourceImageSha256", source.id());
        generated.put("SourceImageDigest", source.digest());
        return generated;
    }

    private @Nullable Artifact finish(SourceImage source, RunningContainer container, Map<String, Object> generated)
            throws ComponentException {
        if (configuration.commit()) {
            return context.step("Commit the container", () -> commit(source, container, generated));
        }
        if (configuration.exportPath() != null) {
            return context.step("Export the container", () -> export(container, configuration.exportPath()));
        }
        return null;
    }

    /** Commits the container; where the run is cancelled meanwhile, the image is removed afterwards. */
    private Artifact commit(SourceImage source, RunningContainer container, Map<String, Object> generated)
            throws ComponentException {
        context.ui().say("Committing the container");
        Resource resource = ImageReaper.committed(
                engine.endpoint(), container.resource().name(), container.mark(), configuration.build() != null);
        List<String> changes = changes(source);
        String image = context.resources()
                .produce(
                        resource,
                        () -> engine.toItsEnd(own -> new Images(own)
                                .commit(container.id(), configuration.author(), configuration.message(), changes)),
                        id -> id);
        context.cancellation().check();
        context.ui().message("Image ID: " + image);
        generated.put("ImageSha256", image);
        context.publish(Map.of("ImageSha256", image));
        return DockerArtifacts.image(
                DockerArtifacts.IMPORT,
                image,
                image,
                List.of(),
                DockerArtifacts.generated(image, String.valueOf(generated.get("SourceImageSha256")), source.digest()),
                List.of(resource));
    }

    /**
     * The template's changes, and the source image's command and entry point where they name none: the container was
     * started with others. Packer writes an empty one as {@code [""]}, since the engine takes an empty list for no
     * change, and so do we.
     */
    private List<String> changes(SourceImage source) {
        List<String> changes = new ArrayList<>(configuration.changes());
        if (configuration.changes().stream().noneMatch(change -> isInstruction(change, "CMD"))) {
            changes.add("CMD " + json(source.command()));
        }
        if (configuration.changes().stream().noneMatch(change -> isInstruction(change, "ENTRYPOINT"))) {
            changes.add("ENTRYPOINT " + json(source.entrypoint()));
        }
        return changes;
    }

    private static boolean isInstruction(String change, String name) {
        return change.stripLeading().toUpperCase(Locale.ROOT).startsWith(name);
    }

    private static String json(List<String> words) {
        ArrayNode array = JsonTree.array();
        (words.isEmpty() ? List.of("") : words).forEach(array::add);
        return JsonTree.write(array);
    }

    private Artifact export(RunningContainer container, String written) throws ComponentException {
        context.ui().say("Exporting the container");
        Path path = context.directory().resolve(written).toAbsolutePath().normalize();
        Resource resource = Resource.file(path);
        context.resources().produce(resource, () -> {
            try {
                Path folder = path.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
            } catch (IOException e) {
                throw new ComponentException(
                        "Cannot create the directory of export_path " + written + ": " + e.getMessage(), e);
            }
            return engine.get("Exporting the container", "/containers/" + container.id() + "/export", answer -> {
                try (OutputStream out = Files.newOutputStream(path)) {
                    return answer.transferTo(out);
                }
            });
        });
        return new Artifact(
                DockerBuilder.ID,
                "Container",
                "Exported Docker file: " + written,
                List.of(Path.of(written)),
                Map.of(),
                Map.of(),
                List.of(resource));
    }
}
