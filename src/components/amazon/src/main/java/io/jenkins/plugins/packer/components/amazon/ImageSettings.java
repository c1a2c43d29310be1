package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.DeregistrationProtectionOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;

/** Gives finished images their deprecation, protection, description, permissions and tags, in every region. */
record ImageSettings(AmiOptions options, AwsConnection aws, BuildInfo info, BuildContext context) {

    void apply(Images images) throws ComponentException {
        context.step("Set up the images", () -> {
            applyAll(images);
            return null;
        });
    }

    private void applyAll(Images images) throws ComponentException {
        Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes = imageChanges();
        SnapshotPermissions permissions = new SnapshotPermissions(options.snapshots(), context);
        Tags tags = Tags.of(options.allTags(), info, context);
        Tags snapshotTags = Tags.of(options.snapshots().tags(), info, context);
        for (Map.Entry<String, Image> made : images.byRegion().entrySet()) {
            Ec2 ec2 = aws.ec2(made.getKey(), context.cancellation());
            Image image = made.getValue();
            deprecate(image.imageId(), ec2);
            protect(image.imageId(), ec2);
            modify(image.imageId(), changes, ec2);
            for (String snapshot : ImageReaper.snapshots(image)) {
                permissions.apply(snapshot, ec2);
            }
            tag(image, tags, snapshotTags, ec2);
        }
    }

    private void deprecate(String image, Ec2 ec2) throws ComponentException {
        Instant time = options.deprecateAt() == null ? null : AmiOptions.deprecation(options.deprecateAt());
        if (time != null) {
            context.ui().say("Enabling deprecation on AMI (" + image + ") in region \"" + ec2.region() + "\" ...");
            ec2.call(
                    "Enabling deprecation of the image " + image,
                    client -> client.enableImageDeprecation(
                            request -> request.imageId(image).deprecateAt(time)));
        }
    }

    private void protect(String image, Ec2 ec2) throws ComponentException {
        DeregistrationProtectionOptions protection = options.deregistrationProtection();
        if (protection != null && protection.wanted()) {
            context.ui()
                    .say("Protecting AMI (" + image + ") in region \"" + ec2.region() + "\" from deregistration ...");
            ec2.call(
                    "Protecting the image " + image,
                    client -> client.enableImageDeregistrationProtection(
                            request -> request.imageId(image).withCooldown(protection.withCooldown())));
        }
    }

    private void modify(String image, Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes, Ec2 ec2)
            throws ComponentException {
        if (!changes.isEmpty()) {
            context.ui().say("Modifying attributes on AMI (" + image + ")...");
        }
        for (Map.Entry<String, Consumer<ModifyImageAttributeRequest.Builder>> change : changes.entrySet()) {
            context.ui().message("Modifying: " + change.getKey());
            ec2.eventually(
                    "Modifying the " + change.getKey() + " of the image " + image,
                    client -> client.modifyImageAttribute(
                            request -> change.getValue().accept(request.imageId(image))));
        }
    }

    private void tag(Image image, Tags tags, Tags snapshotTags, Ec2 ec2) throws ComponentException {
        if (tags.own().isEmpty() && snapshotTags.own().isEmpty()) {
            return;
        }
        String id = image.imageId();
        context.ui().say("Adding tags to AMI (" + id + ")...");
        List<String> snapshots = ImageReaper.snapshots(image);
        snapshots.forEach(snapshot -> context.ui().message("Tagging snapshot: " + snapshot));
        if (!tags.own().isEmpty()) {
            context.ui().say("Creating AMI tags");
            tags.tell(context.ui());
            List<String> all = new ArrayList<>(List.of(id));
            all.addAll(snapshots);
            ec2.eventually(
                    "Tagging the image " + id,
                    client ->
                            client.createTags(request -> request.resources(all).tags(tags.ownEc2())));
        }
        if (!snapshotTags.own().isEmpty() && !snapshots.isEmpty()) {
            context.ui().say("Creating snapshot tags");
            snapshotTags.tell(context.ui());
            ec2.eventually(
                    "Tagging the snapshots of the image " + id,
                    client -> client.createTags(
                            request -> request.resources(snapshots).tags(snapshotTags.ownEc2())));
        }
    }

    /** Changes by name: EC2 takes one kind in a request. */
    private Map<String, Consumer<ModifyImageAttributeRequest.Builder>> imageChanges() throws ComponentException {
        Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes = new LinkedHashMap<>();
        String description = options.amiDescription();
        if (description != null && !description.isEmpty()) {
            String text = context.templates().render(description, info.templateData());
            changes.put("description", request -> request.description(value -> value.value(text)));
        }
        permissions(changes, "groups", options.amiGroups(), (permission, group) -> permission.group(group));
        permissions(changes, "users", options.amiUsers(), (permission, user) -> permission.userId(user));
        permissions(
                changes, "ami org arns", options.amiOrgArns(), (permission, arn) -> permission.organizationArn(arn));
        permissions(
                changes,
                "ami ou arns",
                options.amiOuArns(),
                (permission, arn) -> permission.organizationalUnitArn(arn));
        if (!options.amiProductCodes().isEmpty()) {
            changes.put(
                    "product codes",
                    request -> request.attribute("productCodes").productCodes(options.amiProductCodes()));
        }
        String imds = options.imdsSupport();
        if (imds != null && !imds.isEmpty()) {
            changes.put("imds_support", request -> request.imdsSupport(value -> value.value(imds)));
        }
        return changes;
    }

    /** Sets who of one kind may launch the image. */
    private interface Holder {
        LaunchPermission.Builder set(LaunchPermission.Builder permission, String who);
    }

    private static void permissions(
            Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes,
            String name,
            List<String> holders,
            Holder holder) {
        if (holders.isEmpty()) {
            return;
        }
        List<LaunchPermission> added = holders.stream()
                .map(who -> holder.set(LaunchPermission.builder(), who).build())
                .toList();
        changes.put(name, request -> request.launchPermission(permissions -> permissions.add(added)));
    }
}
