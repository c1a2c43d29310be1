package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an engine does with images. */
record Images(DockerEngine engine) {

    /** What the engine knows of an image; empty where it has none of that name or id. */
    Optional<JsonNode> find(String nameOrId) throws ComponentException {
        return engine.find("Inspecting the image " + nameOrId, "/images/" + DockerEngine.path(nameOrId) + "/json");
    }

    /** The id of what {@link #find} found, {@code sha256:...}. */
    static String id(JsonNode image) {
        return image.path("Id").asText();
    }

    /** Ids of the images that carry a label. */
    List<String> labelled(String label, String value) throws ComponentException {
        ObjectNode filters = JsonTree.object();
        filters.putArray("label").add(label + "=" + value);
        List<String> ids = new ArrayList<>();
        String path = "/images/json?filters=" + DockerEngine.query(JsonTree.write(filters));
        engine.find("Listing images", path).ifPresent(images -> images.forEach(image -> ids.add(id(image))));
        return ids;
    }

    /**
     * Pulls an image from its registry.
     *
     * @param platform such as {@code linux/arm64}, or null for the engine's
     */
    void pull(String name, @Nullable String platform, RegistryUser user, TransferProgress progress)
            throws ComponentException {
        ImageReference reference = ImageReference.parse(name);
        String path = "/images/create?fromImage=" + DockerEngine.query(reference.repository()) + "&tag="
                + DockerEngine.query(reference.version())
                + (platform == null ? "" : "&platform=" + DockerEngine.query(platform));
        engine.stream(
                "Pulling the image " + name, path, authHeader(user), InputStream.nullInputStream(), progress::next);
    }

    /**
     * Pushes an image to its registry.
     *
     * @param platform pushes one platform of an image with several, or null; needs API 1.46
     */
    void push(String name, @Nullable String platform, RegistryUser user, TransferProgress progress)
            throws ComponentException {
        ImageReference reference = ImageReference.parse(name);
        String path = "/images/" + reference.repository() + "/push?tag=" + DockerEngine.query(reference.version());
        if (platform != null) {
            String[] parts = platform.split("/", 3);
            ObjectNode json = JsonTree.object().put("os", parts[0]);
            if (parts.length > 1) {
                json.put("architecture", parts[1]);
            }
            if (parts.length > 2) {
                json.put("variant", parts[2]);
            }
            path += "&platform=" + DockerEngine.query(JsonTree.write(json));
        }
        engine.stream(
                "Pushing the image " + name, path, authHeader(user), InputStream.nullInputStream(), progress::next);
    }

    /**
     * Commits a container to an image without a name. The container is paused meanwhile, as the Docker client does it.
     *
     * @param changes Dockerfile instructions
     * @return the image's id
     */
    String commit(String container, @Nullable String author, @Nullable String message, List<String> changes)
            throws ComponentException {
        StringBuilder path = new StringBuilder("/commit?pause=true&container=").append(DockerEngine.query(container));
        append(path, "author", author);
        append(path, "comment", message);
        for (String change : changes) {
            append(path, "changes", change);
        }
        return engine.post("Committing the container", path.toString(), JsonTree.object())
                .path("Id")
                .asText();
    }

    /**
     * Makes an image out of a tar archive of a file system.
     *
     * @param name what it is to be called
     * @param changes Dockerfile instructions
     * @return the image's id
     */
    String importArchive(InputStream archive, String name, List<String> changes, @Nullable String platform)
            throws ComponentException {
        ImageReference reference = ImageReference.parse(name);
        StringBuilder path = new StringBuilder("/images/create?fromSrc=-");
        append(path, "repo", reference.repository());
        append(path, "tag", reference.version());
        append(path, "platform", platform);
        for (String change : changes) {
            append(path, "changes", change);
        }
        String[] id = {""};
        engine.stream(
                "Importing " + name,
                path.toString(),
                Map.of("Content-Type", "application/x-tar"),
                archive,
                item -> id[0] = item.path("status").asText(id[0]));
        return id[0];
    }

    /** Gives an image another name. */
    void tag(String image, String name) throws ComponentException {
        ImageReference reference = ImageReference.parse(name);
        engine.send(
                "Tagging the image " + image + " as " + name,
                "POST",
                "/images/" + DockerEngine.path(image) + "/tag?repo=" + DockerEngine.query(reference.repository())
                        + "&tag=" + DockerEngine.query(reference.version()));
    }

    /** Writes an image with all its layers, the format of {@code docker save}. */
    void save(String name, OutputStream out) throws ComponentException {
        engine.get("Saving the image " + name, "/images/" + name + "/get", answer -> answer.transferTo(out));
    }

    /** Removes a name, and the image with its last one; or an image without names by its id. */
    void remove(String nameOrId, boolean pruneParents) throws ComponentException {
        try {
            engine.send(
                    "Removing the image " + nameOrId,
                    "DELETE",
                    "/images/" + DockerEngine.path(nameOrId) + (pruneParents ? "" : "?noprune=true"));
        } catch (EngineException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private static Map<String, String> authHeader(RegistryUser user) {
        return Map.of("X-Registry-Auth", encode(user.json()));
    }

    /** Credentials as the API's headers carry them: JSON in URL-safe Base64. */
    static String encode(ObjectNode credentials) {
        return Base64.getUrlEncoder().encodeToString(JsonTree.write(credentials).getBytes(StandardCharsets.UTF_8));
    }

    static void append(StringBuilder path, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            path.append('&').append(name).append('=').append(DockerEngine.query(value));
        }
    }
}
