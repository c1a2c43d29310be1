package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Deregisters an image and deletes its snapshots. Image and snapshots are found by a tag that they got when they were
 * asked for, so that an image of somebody else with the same name is left alone.
 */
final class ImageReaper extends AmazonReaper {
    /** The tag that an image and its snapshots are found by. */
    static final String MARK = "io.jenkins.packer.image";

    private static final String KIND = "amazon.image";
    private static final String MARK_ATTRIBUTE = "mark";

    ImageReaper(Connections connections) {
        super(connections, KIND, "image");
    }

    /** The resource of an image that is going to be created; {@link #mark} is its tag. */
    static Resource resource(Connections.Open connection, String name, String region) {
        return connection.resource(
                KIND, name, region, Map.of(MARK_ATTRIBUTE, UUID.randomUUID().toString()));
    }

    /** The value of the tag that the image must carry. */
    static String mark(Resource resource) {
        return resource.attributes().getOrDefault(MARK_ATTRIBUTE, "");
    }

    /** Tags of an image, and of its snapshots where they are made with it, with the mark that they are found by. */
    static List<TagSpecification> marked(Tags tags, Resource resource, ResourceType... types) {
        return tags.and(MARK, mark(resource)).specifications(types);
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        String mark = mark(resource);
        Set<String> snapshots = new LinkedHashSet<>();
        for (Image image : id == null ? marked(mark, ec2) : byId(id, ec2)) {
            snapshots.addAll(snapshots(image));
            unprotect(image, ec2);
            deregister(image.imageId(), ec2);
        }
        if (!mark.isEmpty()) {
            // An image that is not finished does not name its snapshots yet.
            snapshots.addAll(markedSnapshots(MARK, mark, ec2));
        }
        for (String snapshot : snapshots) {
            delete(snapshot, ec2);
        }
    }

    /** The account's images with a mark. */
    static List<Image> marked(String mark, Ec2 ec2) throws ComponentException {
        return ec2.call(
                        "Looking for the image",
                        client -> client.describeImages(
                                request -> request.owners("self").filters(Filters.tag(MARK, mark))))
                .images();
    }

    /** The image of an id; none where it is gone. */
    static List<Image> byId(String id, Ec2 ec2) throws ComponentException {
        try {
            return ec2.call(
                            "Describing the image " + id,
                            client -> client.describeImages(request -> request.imageIds(id)))
                    .images();
        } catch (AwsException e) {
            if (e.isNotFound() || e.code().equals("InvalidAMIID.Unavailable")) {
                return List.of();
            }
            throw e;
        }
    }

    /** The snapshots behind an image. */
    static List<String> snapshots(Image image) {
        return image.blockDeviceMappings().stream()
                .map(BlockDeviceMapping::ebs)
                .filter(ebs -> ebs != null && ebs.snapshotId() != null)
                .map(ebs -> ebs.snapshotId())
                .toList();
    }

    /** The account's snapshots with a tag. */
    static List<String> markedSnapshots(String tag, String mark, Ec2 ec2) throws ComponentException {
        return ec2
                .call(
                        "Looking for snapshots",
                        client -> client.describeSnapshots(
                                request -> request.ownerIds("self").filters(Filters.tag(tag, mark))))
                .snapshots()
                .stream()
                .map(Snapshot::snapshotId)
                .toList();
    }

    /**
     * Takes away the protection from deregistration that the build itself has given its image. Where that has a cooldown, EC2
     * goes on to refuse for a day, and the image is what the journal lists until then.
     */
    private static void unprotect(Image image, Ec2 ec2) throws ComponentException {
        String protection = image.deregistrationProtection();
        if (protection != null && protection.startsWith("enabled")) {
            ec2.call(
                    "Taking the protection from the image " + image.imageId(),
                    client -> client.disableImageDeregistrationProtection(request -> request.imageId(image.imageId())));
        }
    }

    /** Deregisters an image, which may be gone already. */
    static void deregister(String image, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Deregistering the image " + image,
                    client -> client.deregisterImage(request -> request.imageId(image)));
        } catch (AwsException e) {
            if (!e.isNotFound() && !e.code().equals("InvalidAMIID.Unavailable")) {
                throw e;
            }
        }
    }

    /** Deletes a snapshot, which may be gone already. */
    static void delete(String snapshot, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Deleting the snapshot " + snapshot,
                    client -> client.deleteSnapshot(request -> request.snapshotId(snapshot)));
        } catch (AwsException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
