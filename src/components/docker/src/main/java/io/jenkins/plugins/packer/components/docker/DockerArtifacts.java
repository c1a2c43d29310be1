package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The artifacts of this component, in Packer's terms. */
final class DockerArtifacts {
    /** Packer's identifier of an image that was committed, imported or pushed. */
    static final String IMPORT = "packer.post-processor.docker-import";
    /** Packer's identifier of an image that was tagged. */
    static final String TAG = "packer.post-processor.docker-tag";
    /** Packer's identifier of the {@code artifice} post-processor's artifacts. */
    static final String ARTIFICE = "packer.post-processor.artifice";

    private static final String TAGS = "docker_tags";
    private static final String GENERATED = "generated_data";

    private DockerArtifacts() {}

    /**
     * An image on an engine.
     *
     * @param id what the artifact is called: an image's id or name
     * @param image the image's id
     * @param tags names that it was given
     * @param generated facts about it
     */
    static Artifact image(
            String builderId,
            String id,
            String image,
            List<String> tags,
            Map<String, Object> generated,
            List<Resource> resources) {
        String description =
                "Imported Docker image: " + id + (tags.isEmpty() ? "" : " with tags " + String.join(" ", tags));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(TAGS, List.copyOf(tags));
        attributes.put(GENERATED, generated);
        return new Artifact(builderId, id, description, List.of(), Map.of("", image), attributes, resources);
    }

    /** Facts that Packer keeps with an image. */
    static Map<String, Object> generated(String image, String sourceImage, String sourceDigest) {
        Map<String, Object> generated = new LinkedHashMap<>();
        generated.put("ImageSha256", image);
        generated.put("SourceImageSha256", sourceImage);
        generated.put("SourceImageDigest", sourceDigest);
        return generated;
    }

    /** Facts that an earlier component kept. */
    static Map<String, Object> generated(Artifact artifact) {
        Map<String, Object> generated = new LinkedHashMap<>();
        if (artifact.attributes().get(GENERATED) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> generated.put(String.valueOf(name), value));
        }
        return generated;
    }

    /** Names that an earlier component gave. */
    static List<String> tags(Artifact artifact) {
        List<String> tags = new ArrayList<>();
        if (artifact.attributes().get(TAGS) instanceof List<?> list) {
            list.forEach(tag -> tags.add(String.valueOf(tag)));
        }
        return tags;
    }
}
