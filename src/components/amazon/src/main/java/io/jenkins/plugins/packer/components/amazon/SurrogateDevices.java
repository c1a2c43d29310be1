package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.LaunchDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RootDeviceOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;

/**
 * Which device of the instance becomes which of the image.
 *
 * @param root the root device of the image
 * @param launched devices of the instance
 * @param added devices of the image alone
 */
record SurrogateDevices(RootDeviceOptions root, List<LaunchDeviceOptions> launched, List<BlockDeviceOptions> added) {

    /** Devices of the instance that the image does not get. */
    Set<String> omitted() {
        return launched.stream()
                .filter(LaunchDeviceOptions::omitFromArtifact)
                .map(LaunchDeviceOptions::name)
                .collect(Collectors.toSet());
    }

    /** Devices of the instance whose volumes the image gets. */
    List<String> kept() {
        return launched.stream()
                .filter(device -> !device.omitFromArtifact() && device.hasVolume())
                .map(LaunchDeviceOptions::name)
                .toList();
    }

    /** Devices of an image that is registered from snapshots, which say themselves whether they are encrypted. */
    List<BlockDeviceMapping> ofSnapshots(Map<String, String> snapshots) {
        return all(mapping -> {
            String snapshot = snapshots.get(mapping.deviceName());
            return snapshot == null
                    ? mapping
                    : mapping.toBuilder()
                            .ebs(mapping.ebs().toBuilder()
                                    .snapshotId(snapshot)
                                    .encrypted(null)
                                    .kmsKeyId(null)
                                    .build())
                            .build();
        });
    }

    /** Devices of an image that is made of the instance: CreateImage takes no key, the volumes keep theirs. */
    List<BlockDeviceMapping> ofInstance() {
        return all(mapping -> mapping.ebs() == null
                ? mapping
                : mapping.toBuilder()
                        .ebs(mapping.ebs().toBuilder().kmsKeyId(null).build())
                        .build());
    }

    private interface Change {
        BlockDeviceMapping of(BlockDeviceMapping mapping);
    }

    /** A device of the instance has precedence over one of the image alone that has its name. */
    private List<BlockDeviceMapping> all(Change change) {
        Map<String, BlockDeviceMapping> devices = new LinkedHashMap<>();
        for (BlockDeviceMapping mapping : BlockDevices.of(added)) {
            devices.put(mapping.deviceName(), mapping);
        }
        for (LaunchDeviceOptions device : launched) {
            if (!device.omitFromArtifact()) {
                BlockDeviceMapping mapping =
                        change.of(BlockDevices.of(List.of(device.device())).get(0));
                BlockDeviceMapping named = device.name().equals(root.sourceDeviceName()) ? asRoot(mapping) : mapping;
                devices.put(named.deviceName(), named);
            }
        }
        return List.copyOf(devices.values());
    }

    private BlockDeviceMapping asRoot(BlockDeviceMapping mapping) {
        EbsBlockDevice.Builder ebs = mapping.ebs().toBuilder();
        Boolean deletes = root.deleteOnTermination();
        if (deletes != null) {
            ebs.deleteOnTermination(deletes);
        }
        String type = root.volumeType();
        if (type != null && !type.isEmpty()) {
            ebs.volumeType(type);
            BlockDevices.withoutForeign(ebs, type);
        }
        Integer iops = root.iops();
        if (iops != null && iops > 0) {
            ebs.iops(iops);
        }
        Integer size = root.volumeSize();
        if (size != null && size > 0) {
            ebs.volumeSize(size);
        }
        return mapping.toBuilder()
                .deviceName(root.deviceName())
                .ebs(ebs.build())
                .build();
    }
}
