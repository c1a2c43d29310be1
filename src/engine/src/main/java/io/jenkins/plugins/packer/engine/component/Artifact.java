package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a builder or post-processor made.
 *
 * @param builderId Packer's identifier of the maker, such as {@code packer.docker}; post-processors decide by it
 *     whether they can use the artifact
 * @param id the image's id, such as {@code eu-west-1:ami-0abc}; {@code Files} for plain files, as Packer has it
 * @param description text that the user reads at the end of a run
 * @param files local files that it consists of
 * @param images image id by region, or by {@code ""} where the platform has no regions
 * @param attributes facts for later post-processors and for the report, such as {@code docker_tags}; plain strings,
 *     lists and maps of them
 * @param resources what must be removed to destroy it, in the order in which it came into being
 */
public record Artifact(
        String builderId,
        String id,
        String description,
        List<Path> files,
        Map<String, String> images,
        Map<String, Object> attributes,
        List<Resource> resources) {

    public Artifact {
        files = List.copyOf(files);
        images = Map.copyOf(images);
        attributes = Map.copyOf(attributes);
        resources = List.copyOf(resources);
    }

    /** Files on the local disk, which are the resources to remove as well. */
    public static Artifact ofFiles(String builderId, String id, String description, List<Path> files) {
        return new Artifact(
                builderId,
                id,
                description,
                files,
                Map.of(),
                Map.of(),
                files.stream().map(Resource::file).toList());
    }
}
