package io.jenkins.plugins.packer.components.amazon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * What a template may say of the image that it starts from: {@code {{ .SourceAMI }} } in tags and descriptions,
 * {@code build.SourceAMI} in provisioners and post-processors.
 *
 * @param region where it is built
 * @param source the image, or null while it is not known
 */
record BuildInfo(String region, @Nullable Image source) {
    /** The names that provisioners and post-processors know. */
    static final List<String> GENERATED = List.of(
            "SourceAMIName",
            "BuildRegion",
            "SourceAMI",
            "SourceAMICreationDate",
            "SourceAMIOwner",
            "SourceAMIOwnerName");

    /** The image, where it is known. */
    Image image() {
        return Objects.requireNonNull(source, "the source image");
    }

    /** What Go templates find by name. */
    Map<String, Object> templateData() {
        Map<String, Object> data = new LinkedHashMap<>(values());
        Map<String, String> tags = new LinkedHashMap<>();
        if (source != null) {
            for (Tag tag : source.tags()) {
                tags.put(tag.key(), tag.value());
            }
        }
        data.put("SourceAMITags", tags);
        return data;
    }

    /** The values of {@code build.*}. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("BuildRegion", region);
        values.put("SourceAMI", source == null ? "" : text(source.imageId()));
        values.put("SourceAMIName", source == null ? "" : text(source.name()));
        values.put("SourceAMICreationDate", source == null ? "" : text(source.creationDate()));
        values.put("SourceAMIOwner", source == null ? "" : text(source.ownerId()));
        values.put("SourceAMIOwnerName", source == null ? "" : text(source.imageOwnerAlias()));
        return values;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
