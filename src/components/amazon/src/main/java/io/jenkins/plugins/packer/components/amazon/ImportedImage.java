package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Gives an imported image its tags, description and permissions. */
record ImportedImage(ImportConfiguration configuration, String id, Ec2 ec2, StepContext context) {

    void setUp() throws ComponentException {
        tag();
        for (Map.Entry<String, Consumer<ModifyImageAttributeRequest.Builder>> change :
                changes().entrySet()) {
            context.ui().say("Modifying: " + change.getKey());
            ec2.eventually(
                    "Modifying the " + change.getKey() + " of the image " + id,
                    client -> client.modifyImageAttribute(
                            request -> change.getValue().accept(request.imageId(id))));
        }
    }

    private void tag() throws ComponentException {
        if (configuration.tags().isEmpty()) {
            return;
        }
        List<Tag> tags = new ArrayList<>();
        configuration.tags().forEach((name, value) -> {
            context.ui().say("Adding tag \"" + name + "\": \"" + value + "\"");
            tags.add(Tag.builder().key(name).value(value).build());
        });
        List<String> resources = new ArrayList<>(List.of(id));
        for (Image image : ImageReaper.byId(id, ec2)) {
            for (String snapshot : ImageReaper.snapshots(image)) {
                context.ui().say("Tagging snapshot " + snapshot);
                resources.add(snapshot);
            }
        }
        context.ui().say("Tagging AMI " + id);
        ec2.eventually(
                "Tagging the image " + id,
                client -> client.createTags(
                        request -> request.resources(resources).tags(tags)));
    }

    /** Changes by name: EC2 takes one kind in a request. */
    private Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes() {
        Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes = new LinkedHashMap<>();
        String description = configuration.amiDescription();
        if (ImportConfiguration.isGiven(description)) {
            changes.put("description", request -> request.description(value -> value.value(description)));
        }
        permit(changes, "groups", configuration.amiGroups(), LaunchPermission.Builder::group);
        permit(changes, "users", configuration.amiUsers(), LaunchPermission.Builder::userId);
        permit(changes, "ami org arns", configuration.amiOrgArns(), LaunchPermission.Builder::organizationArn);
        permit(changes, "ami ou arns", configuration.amiOuArns(), LaunchPermission.Builder::organizationalUnitArn);
        String metadata = configuration.imdsSupport();
        if (ImportConfiguration.isGiven(metadata)) {
            changes.put("ami imds support", request -> request.imdsSupport(value -> value.value(metadata)));
        }
        return changes;
    }

    /** Sets who of one kind may launch the image. */
    private interface Holder {
        LaunchPermission.Builder set(LaunchPermission.Builder permission, String who);
    }

    private static void permit(
            Map<String, Consumer<ModifyImageAttributeRequest.Builder>> changes,
            String name,
            List<String> holders,
            Holder holder) {
        if (!holders.isEmpty()) {
            List<LaunchPermission> added = holders.stream()
                    .map(who -> holder.set(LaunchPermission.builder(), who).build())
                    .toList();
            changes.put(name, request -> request.launchPermission(permissions -> permissions.add(added)));
        }
    }

    /** The image when it is available; null while it is not. */
    static @Nullable Image available(String id, Ec2 ec2) throws ComponentException {
        for (Image image : ImageReaper.byId(id, ec2)) {
            if (image.state() == ImageState.AVAILABLE) {
                return image;
            }
            if (image.state() != ImageState.PENDING) {
                String reason = image.stateReason() == null
                        ? ""
                        : ": " + image.stateReason().message();
                throw new ComponentException("The image " + id + " in " + ec2.region() + " is " + image.stateAsString()
                        + " instead of available" + reason + ".");
            }
        }
        return null;
    }
}
