package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The image that a build starts from.
 *
 * @param name as the template names it, or its id where it was built out of a Dockerfile
 * @param id its id, {@code sha256:...}
 * @param digest what it can be pulled by, {@code repository@sha256:...}; empty where no registry has it
 * @param command its default command; empty for none
 * @param entrypoint its entry point; empty for none
 */
record SourceImage(String name, String id, String digest, List<String> command, List<String> entrypoint) {

    static SourceImage of(String name, JsonNode image) {
        JsonNode config = image.path("Config");
        return new SourceImage(
                name,
                Images.id(image),
                image.path("RepoDigests").path(0).asText(""),
                list(config.path("Cmd")),
                list(config.path("Entrypoint")));
    }

    private static List<String> list(JsonNode values) {
        List<String> list = new ArrayList<>();
        values.forEach(value -> list.add(value.asText()));
        return list;
    }
}
