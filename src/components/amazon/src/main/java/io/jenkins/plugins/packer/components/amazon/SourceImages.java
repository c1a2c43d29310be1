package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiFilterOptions;
import io.jenkins.plugins.packer.components.amazon.options.EnhancedNetworkingOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/** Finds the one image that an id or filters mean. */
record SourceImages(Ec2 ec2) {

    /**
     * Finds it.
     *
     * @param id an image's id, or null
     * @param filter filters, which narrow an id down as well, or null
     * @throws ComponentException when none matches, or several do and none is to be picked
     */
    Image find(@Nullable String id, @Nullable AmiFilterOptions filter) throws ComponentException {
        DescribeImagesRequest.Builder request = DescribeImagesRequest.builder();
        if (id != null && !id.isEmpty()) {
            request.imageIds(id);
        }
        if (filter != null) {
            if (!filter.filters().isEmpty()) {
                request.filters(Filters.of(filter.filters()));
            }
            if (!filter.owners().isEmpty()) {
                request.owners(filter.owners());
            }
            request.includeDeprecated(filter.includeDeprecated());
        }
        List<Image> found = ec2.call("Looking for the source image", client -> client.describeImages(request.build()))
                .images();
        if (found.isEmpty()) {
            throw new ComponentException("No AMI was found in " + ec2.region() + " that matches " + words(id, filter)
                    + ". Check region, name and owner, and whether this account may use it.");
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (filter == null || !filter.mostRecent()) {
            throw new ComponentException(
                    "The filters match " + found.size() + " images in " + ec2.region() + ", such as "
                            + found.get(0).imageId() + " and " + found.get(1).imageId()
                            + ". Narrow them down, or set most_recent = true.");
        }
        // Times of the form 2026-01-31T12:00:00.000Z: their order is that of their texts. Of two of one
        // time Packer takes the one that EC2 names later.
        Comparator<Image> byTime = Comparator.comparing(image -> String.valueOf(image.creationDate()));
        return found.stream()
                .reduce((one, other) -> byTime.compare(one, other) > 0 ? one : other)
                .orElseThrow();
    }

    /**
     * Finds the image that a builder starts from.
     *
     * @param networking what the image to be made must have
     * @param virtualization of the image to be made; null for that of the one that is found
     */
    Image find(
            @Nullable String id,
            @Nullable AmiFilterOptions filter,
            EnhancedNetworkingOptions networking,
            @Nullable String virtualization,
            Ui ui)
            throws ComponentException {
        Image image = find(id, filter);
        ui.message("Found Image ID: " + image.imageId());
        String given = virtualization == null || virtualization.isEmpty()
                ? String.valueOf(image.virtualizationTypeAsString())
                : virtualization;
        if (networking.wanted() && !"hvm".equals(given)) {
            throw new ComponentException("Enhanced networking (ena_support, sriov_support) needs an HVM image, and "
                    + image.imageId() + " is " + given + ".");
        }
        return image;
    }

    private static String words(@Nullable String id, @Nullable AmiFilterOptions filter) {
        StringBuilder words = new StringBuilder(id == null || id.isEmpty() ? "" : "id " + id);
        if (filter != null) {
            for (Map.Entry<String, String> entry : filter.filters().entrySet()) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(entry.getKey())
                        .append(" = ")
                        .append(entry.getValue());
            }
            words.append(words.isEmpty() ? "" : ", ").append("owners ").append(filter.owners());
        }
        return words.toString();
    }
}
