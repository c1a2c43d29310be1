package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.SnapshotOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/** Who may make volumes of snapshots. */
record SnapshotPermissions(SnapshotOptions options, BuildContext context) {

    void apply(String snapshot, Ec2 ec2) throws ComponentException {
        Map<String, List<CreateVolumePermission>> changes = changes();
        if (!changes.isEmpty()) {
            context.ui().say("Modifying attributes on snapshot (" + snapshot + ")...");
        }
        for (Map.Entry<String, List<CreateVolumePermission>> change : changes.entrySet()) {
            context.ui().message("Modifying: " + change.getKey());
            Consumer<ModifySnapshotAttributeRequest.Builder> added = request -> request.snapshotId(snapshot)
                    .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                    .createVolumePermission(permissions -> permissions.add(change.getValue()));
            ec2.eventually(
                    "Modifying the " + change.getKey() + " of the snapshot " + snapshot,
                    client -> client.modifySnapshotAttribute(added));
        }
    }

    private Map<String, List<CreateVolumePermission>> changes() {
        Map<String, List<CreateVolumePermission>> changes = new LinkedHashMap<>();
        if (!options.snapshotGroups().isEmpty()) {
            changes.put(
                    "groups",
                    options.snapshotGroups().stream()
                            .map(group -> CreateVolumePermission.builder()
                                    .group(group)
                                    .build())
                            .toList());
        }
        if (!options.snapshotUsers().isEmpty()) {
            changes.put(
                    "users",
                    options.snapshotUsers().stream()
                            .map(user -> CreateVolumePermission.builder()
                                    .userId(user)
                                    .build())
                            .toList());
        }
        return changes;
    }
}
