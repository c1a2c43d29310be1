package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.engine.builtin.shell.OutputLine;
import io.jenkins.plugins.packer.engine.communicator.LineOutput;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * Builds an image out of a Dockerfile with the engine's own builder (API {@code POST /build}), not with BuildKit, which
 * needs a client beside the engine: Dockerfile features of BuildKit alone, such as {@code RUN --mount}, are refused by
 * the engine.
 */
record DockerfileBuild(DockerEngine engine, StepContext context) {

    /**
     * Builds it.
     *
     * @param labels what the image is marked with
     * @return the image's id
     */
    String build(
            DockerfileOptions options,
            @Nullable String platform,
            Map<String, String> labels,
            RegistryCredentials credentials)
            throws ComponentException {
        Path root = contextDirectory(options).toAbsolutePath().normalize();
        Path dockerfile =
                context.directory().resolve(options.path()).toAbsolutePath().normalize();
        boolean inside = dockerfile.startsWith(root);
        // One that is elsewhere goes along under a name that nothing in the context has.
        String name =
                inside ? root.relativize(dockerfile).toString().replace('\\', '/') : ".dockerfile." + Marks.random();
        StringBuilder path = new StringBuilder("/build?rm=true&forcerm=true");
        Images.append(path, "dockerfile", name);
        Images.append(path, "platform", platform);
        Images.append(path, "pull", options.pull() ? "true" : null);
        Images.append(path, "labels", json(labels));
        Images.append(path, "buildargs", json(options.arguments()));
        BuildOutput result = new BuildOutput(context);
        try (result;
                TarPipe tar = tar(root, dockerfile, name, inside, options.compress())) {
            engine.stream(
                    "Building the image of " + options.path(),
                    path.toString(),
                    Map.of("Content-Type", "application/x-tar", "X-Registry-Config", registries(credentials)),
                    tar,
                    result);
        } catch (IOException e) {
            throw new ComponentException("Cannot send the build's context " + root + ": " + e.getMessage(), e);
        }
        if (result.id.isEmpty()) {
            throw new ComponentException("The Docker engine built " + options.path() + " but named no image.");
        }
        return result.id;
    }

    private Path contextDirectory(DockerfileOptions options) {
        return options.buildDir() == null
                ? context.directory()
                : context.directory().resolve(options.buildDir());
    }

    private static TarPipe tar(Path root, Path dockerfile, String name, boolean inside, boolean compress)
            throws IOException {
        DockerIgnore ignore = DockerIgnore.of(root);
        return TarPipe.of(
                tar -> {
                    // The engine needs these two whatever the rules say.
                    new TarTree(tar, FileOwner.ROOT)
                            .children(
                                    root,
                                    "",
                                    entry -> !entry.equals(".dockerignore")
                                            && !(inside && entry.equals(name))
                                            && ignore.test(entry),
                                    ignore.hasExceptions() || inside && name.indexOf('/') >= 0);
                    if (!inside) {
                        TarArchiveEntry entry = new TarArchiveEntry(name);
                        byte[] content = Files.readAllBytes(dockerfile);
                        entry.setSize(content.length);
                        tar.putArchiveEntry(entry);
                        tar.write(content);
                        tar.closeArchiveEntry();
                    }
                },
                compress);
    }

    private String registries(RegistryCredentials credentials) throws ComponentException {
        ObjectNode all = JsonTree.object();
        for (String registry : credentials.registries()) {
            all.set(registry, credentials.of(registry).json());
        }
        return Images.encode(all);
    }

    private String json(Map<String, String> map) {
        ObjectNode node = JsonTree.object();
        map.forEach(node::put);
        return JsonTree.write(node);
    }

    /** Shows the builder's output, which comes in pieces that need not be lines, and finds the image's id in it. */
    static final class BuildOutput implements DockerEngine.Listener, AutoCloseable {
        private final LineOutput lines;
        private String id = "";

        BuildOutput(StepContext context) {
            lines = new LineOutput(context.secrets(), line -> {
                if (!line.isBlank()) {
                    context.ui().message(OutputLine.shown(line));
                }
            });
        }

        @Override
        public void next(JsonNode item) {
            JsonNode aux = item.path("aux").path("ID");
            if (aux.isTextual()) {
                id = aux.asText();
            }
            byte[] piece = item.path("stream").asText("").getBytes(StandardCharsets.UTF_8);
            lines.write(piece, 0, piece.length);
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
