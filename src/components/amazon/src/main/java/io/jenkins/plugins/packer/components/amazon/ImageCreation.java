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
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Makes an image of the instance and its copies. Where the image is encrypted, or kept in other regions only, what is made
 * of the instance is an intermediary that the copies are taken from, and it is removed. All copies are asked for before any
 * is waited for.
 */
record ImageCreation(
        EbsConfiguration configuration,
        Connections.Open connection,
        BuildInfo info,
        Polling polling,
        BuildContext context) {
    private static final Duration AVAILABLE = Duration.ofMinutes(30);
    private static final int NAME_DIGITS = 12;

    /** An image that was asked for. */
    private record Asked(String region, String id, Resource resource) {}

    /**
     * Makes them.
     *
     * @param replace whether images that have the name are deregistered before
     */
    Images run(Machine machine, boolean replace) throws ComponentException {
        if (replace) {
            context.step("Deregister existing images", () -> {
                deregisterExisting();
                return null;
            });
        }
        boolean intermediary = intermediary();
        Asked original = context.step("Create the image", () -> create(machine, intermediary));
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

    private boolean intermediary() {
        return Boolean.TRUE.equals(configuration.ami().encryptBoot())
                || configuration.ami().skipSaveBuildRegion();
    }

    /** Regions of copies; the build's own where the image in it is to be encrypted. */
    private List<String> targets() {
        AmiOptions ami = configuration.ami();
        String own = connection.aws().region();
        Set<String> regions = new LinkedHashSet<>(ami.amiRegions());
        regions.remove(own);
        if (Boolean.TRUE.equals(ami.encryptBoot()) && !ami.skipSaveBuildRegion()) {
            regions.add(own);
        }
        return List.copyOf(regions);
    }

    private void deregisterExisting() throws ComponentException {
        AmiOptions ami = configuration.ami();
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

    private Asked create(Machine machine, boolean intermediary) throws ComponentException {
        String region = connection.aws().region();
        String wanted = String.valueOf(configuration.ami().amiName());
        String name = intermediary
                ? "packer-" + UUID.randomUUID().toString().replace("-", "").substring(0, NAME_DIGITS)
                : wanted;
        context.ui().say("Creating AMI " + name + " from instance " + machine.id());
        if (configuration.skipAmiRunTags()) {
            context.ui().say("Skipping attaching run tags to AMI...");
        } else if (!configuration.instance().tags().isEmpty()) {
            context.ui().say("Attaching run tags to AMI...");
        }
        Map<String, String> runTags = configuration.skipAmiRunTags()
                ? Map.of()
                : configuration.instance().tags();
        Resource resource = ImageReaper.resource(connection, name, region);
        CreateImageRequest request = CreateImageRequest.builder()
                .instanceId(machine.id())
                .name(name)
                .blockDeviceMappings(BlockDevices.of(configuration.amiBlockDeviceMappings()))
                .tagSpecifications(marked(Tags.of(runTags, info, context), resource))
                .build();
        ResourceScope scope = context.resources();
        ResourceScope.Creation<String> creation = () -> machine.ec2()
                .eventually(
                        "Creating the image " + name,
                        e -> e.code().equals("IncorrectInstanceState")
                                || e.code().equals("InvalidParameterValue")
                                        && String.valueOf(e.getMessage()).contains("not in state"),
                        client -> client.createImage(request))
                .imageId();
        String id = intermediary
                ? scope.create(resource, creation, created -> created)
                : scope.produce(resource, creation, created -> created);
        context.ui().message("AMI: " + id);
        return new Asked(region, id, resource);
    }

    /** Tags of an image and its snapshots, with the mark that they are found by. */
    private static List<TagSpecification> marked(Tags tags, Resource resource) {
        List<Tag> all = new ArrayList<>(tags.ec2());
        all.add(Tag.builder()
                .key(ImageReaper.MARK)
                .value(ImageReaper.mark(resource))
                .build());
        List<TagSpecification> specifications = new ArrayList<>();
        for (ResourceType type : List.of(ResourceType.IMAGE, ResourceType.SNAPSHOT)) {
            specifications.add(
                    TagSpecification.builder().resourceType(type).tags(all).build());
        }
        return specifications;
    }

    private List<Asked> copy(Asked original, List<String> targets) throws ComponentException {
        context.ui().say("Copying/Encrypting AMI (" + original.id() + ") to other regions...");
        List<Asked> copies = new ArrayList<>();
        for (String region : targets) {
            context.ui().message("Copying to: " + region);
            String name = String.valueOf(configuration.ami().amiName());
            Resource resource = ImageReaper.resource(connection, name, region);
            CopyImageRequest request = copyRequest(original, region, name, resource);
            Ec2 ec2 = connection.aws().ec2(region, context.cancellation());
            String id = context.resources()
                    .produce(
                            resource,
                            () -> ec2.call(
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
        AmiOptions ami = configuration.ami();
        CopyImageRequest.Builder request = CopyImageRequest.builder()
                .clientToken(ImageReaper.mark(resource))
                .name(name)
                .sourceImageId(original.id())
                .sourceRegion(original.region())
                .encrypted(ami.encryptBoot())
                .copyImageTags(true)
                .tagSpecifications(marked(new Tags(Map.of(), Marks.of(context)), resource));
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
        AmiOptions ami = configuration.ami();
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
