package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Makes an image and its copies. Where the image is encrypted, or kept in other regions only, what is made first is an
 * intermediary that the copies are taken from, and it is removed. All copies are asked for before any is waited for.
 */
record ImageCreation(AmiOptions ami, Connections.Open connection, Polling polling, BuildContext context) {
    private static final Duration AVAILABLE = Duration.ofMinutes(30);
    private static final int NAME_DIGITS = 12;

    /** An image that was asked for. */
    private record Asked(String region, String id, Resource resource) {}

    /**
     * Makes them and sets them up.
     *
     * @param replace whether images that have the name are deregistered before
     * @param info what tags and descriptions may name
     */
    Images make(ImageOrigin origin, boolean replace, BuildInfo info) throws ComponentException {
        if (replace) {
            replace();
        }
        Images images = run(origin);
        new ImageSettings(ami, connection.aws(), info, context).apply(images);
        return images;
    }

    private void replace() throws ComponentException {
        context.step("Deregister existing images", () -> {
            deregisterExisting();
            return null;
        });
    }

    private Images run(ImageOrigin origin) throws ComponentException {
        boolean intermediary = ami.throughIntermediary();
        Asked original = context.step("Create the image", () -> create(origin, intermediary));
        Image image = context.step("Wait for the image", () -> {
            context.ui().say("Waiting for AMI to become ready...");
            return await(original);
        });
        List<String> targets = targets();
        Map<String, Image> images = new LinkedHashMap<>();
        List<Resource> resources = new ArrayList<>();
        if (!intermediary) {
            images.put(original.region(), image);
            resources.add(original.resource());
        }
        if (!targets.isEmpty()) {
            for (Asked copy : context.step("Copy the image", () -> copy(original, targets))) {
                images.put(copy.region(), context.step("Wait for the copy in " + copy.region(), () -> await(copy)));
                resources.add(copy.resource());
            }
        }
        if (intermediary) {
            context.ui().say("Deregistering the AMI and deleting unencrypted temporary AMIs and snapshots");
            context.resources().remove(original.resource());
        }
        return new Images(images, resources);
    }

    /** Regions of copies; the build's own where the image in it is to be encrypted. */
    private List<String> targets() {
        String own = connection.aws().region();
        Set<String> regions = new LinkedHashSet<>(ami.amiRegions());
        regions.remove(own);
        if (Boolean.TRUE.equals(ami.encryptBoot()) && !ami.skipSaveBuildRegion()) {
            regions.add(own);
        }
        return List.copyOf(regions);
    }

    private void deregisterExisting() throws ComponentException {
        Set<String> regions = new LinkedHashSet<>(ami.amiRegions());
        regions.add(connection.aws().region());
        for (String region : regions) {
            Ec2 ec2 = connection.aws().ec2(region, context.cancellation());
            for (Image existing : Preconditions.named(String.valueOf(ami.amiName()), ec2)) {
                ImageReaper.deregister(existing.imageId(), ec2);
                context.ui().say("Deregistered AMI " + ami.amiName() + ", id: " + existing.imageId());
                if (ami.forceDeleteSnapshot()) {
                    for (String snapshot : ImageReaper.snapshots(existing)) {
                        ImageReaper.delete(snapshot, ec2);
                        context.ui().say("Deleted snapshot: " + snapshot);
                    }
                }
            }
        }
    }

    private Asked create(ImageOrigin origin, boolean intermediary) throws ComponentException {
        String region = connection.aws().region();
        String name = intermediary
                ? "packer-" + UUID.randomUUID().toString().replace("-", "").substring(0, NAME_DIGITS)
                : String.valueOf(ami.amiName());
        context.ui().say(origin.announcement(name));
        Resource resource = ImageReaper.resource(connection, name, region);
        ResourceScope scope = context.resources();
        ResourceScope.Creation<String> creation = () -> created(origin, name, resource);
        String id = intermediary
                ? scope.create(resource, creation, created -> created)
                : scope.produce(resource, creation, created -> created);
        context.ui().message("AMI: " + id);
        return new Asked(region, id, resource);
    }

    /** Where the answer to a first request was lost, the image that has the name already is this one. */
    private String created(ImageOrigin origin, String name, Resource resource) throws ComponentException {
        try {
            return origin.create(name, resource);
        } catch (AwsException e) {
            if (!e.code().equals("InvalidAMIName.Duplicate")) {
                throw e;
            }
            Ec2 ec2 = connection.aws().ec2(context.cancellation());
            return ImageReaper.marked(ImageReaper.mark(resource), ec2).stream()
                    .map(Image::imageId)
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    private List<Asked> copy(Asked original, List<String> targets) throws ComponentException {
        context.ui().say("Copying/Encrypting AMI (" + original.id() + ") to other regions...");
        List<Asked> copies = new ArrayList<>();
        for (String region : targets) {
            context.ui().message("Copying to: " + region);
            String name = String.valueOf(ami.amiName());
            Resource resource = ImageReaper.resource(connection, name, region);
            CopyImageRequest request = copyRequest(original, region, name, resource);
            Ec2 ec2 = connection.aws().ec2(region, context.cancellation());
            String id = context.resources()
                    .produce(
                            resource,
                            () -> ec2.create(
                                            "Copying the image " + original.id() + " to " + region,
                                            client -> client.copyImage(request))
                                    .imageId(),
                            created -> created);
            copies.add(new Asked(region, id, resource));
        }
        context.ui().message("Waiting for all copies to complete...");
        return copies;
    }

    private CopyImageRequest copyRequest(Asked original, String region, String name, Resource resource)
            throws ComponentException {
        CopyImageRequest.Builder request = CopyImageRequest.builder()
                .clientToken(ImageReaper.mark(resource))
                .name(name)
                .sourceImageId(original.id())
                .sourceRegion(original.region())
                .encrypted(ami.encryptBoot())
                .copyImageTags(true)
                .tagSpecifications(ImageReaper.marked(
                        new Tags(Map.of(), Marks.of(context)), resource, ResourceType.IMAGE, ResourceType.SNAPSHOT));
        String key = key(region);
        if (Boolean.TRUE.equals(ami.encryptBoot()) && key != null && !key.isEmpty()) {
            request.kmsKeyId(key);
        }
        Integer minutes = ami.snapshotCopyDurationMinutes();
        if (minutes != null) {
            request.snapshotCopyCompletionDurationMinutes(minutes.longValue());
        }
        return request.build();
    }

    private @Nullable String key(String region) {
        boolean own = region.equals(connection.aws().region());
        return ami.regionKmsKeyIds().getOrDefault(region, own ? ami.kmsKeyId() : null);
    }

    private Image await(Asked asked) throws ComponentException {
        Ec2 ec2 = connection.aws().ec2(asked.region(), context.cancellation());
        String what = "the image " + asked.id() + " in " + asked.region() + " to be available";
        return ec2.await(what, polling, AVAILABLE, context.ui()::message, () -> available(asked, ec2));
    }

    private static @Nullable Image available(Asked asked, Ec2 ec2) throws ComponentException {
        List<Image> found;
        try {
            found = ec2.call(
                            "Describing the image " + asked.id(),
                            client -> client.describeImages(request -> request.imageIds(asked.id())))
                    .images();
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
        if (found.isEmpty() || found.get(0).state() == ImageState.PENDING) {
            return null;
        }
        Image image = found.get(0);
        if (image.state() != ImageState.AVAILABLE) {
            String reason = image.stateReason() == null
                    ? ""
                    : ": " + image.stateReason().message();
            throw new ComponentException("The image " + asked.id() + " in " + asked.region() + " is "
                    + image.stateAsString() + " instead of available" + reason + ".");
        }
        return image;
    }
}
