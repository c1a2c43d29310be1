package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The images that a build made.
 *
 * @param byRegion as EC2 describes them when they are available
 * @param resources their entries in the journal
 */
record Images(Map<String, Image> byRegion, List<Resource> resources) {
    Images {
        byRegion = new TreeMap<>(byRegion);
        resources = List.copyOf(resources);
    }

    /** The same with what they were made of. */
    Images with(List<Resource> parts) {
        List<Resource> all = new ArrayList<>(parts);
        all.addAll(resources);
        return new Images(byRegion, all);
    }

    /** What later stages get: ids by region, and Packer's id, {@code region:ami-1,region:ami-2}. */
    Artifact artifact(String builderId, BuildInfo info) {
        Map<String, String> ids = new TreeMap<>();
        StringBuilder id = new StringBuilder();
        StringBuilder description = new StringBuilder("AMIs were created:\n");
        byRegion.forEach((region, image) -> {
            ids.put(region, image.imageId());
            id.append(id.isEmpty() ? "" : ",").append(region).append(':').append(image.imageId());
            description.append(region).append(": ").append(image.imageId()).append('\n');
        });
        return new Artifact(
                builderId,
                id.toString(),
                description.toString(),
                List.<Path>of(),
                ids,
                Map.of("generated_data", info.values()),
                resources);
    }
}
