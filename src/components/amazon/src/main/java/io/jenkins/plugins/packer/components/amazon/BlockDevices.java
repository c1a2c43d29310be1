package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;

/** Block devices of the template as EC2 takes them. */
final class BlockDevices {
    private static final String WITH_THROUGHPUT = "gp3";
    private static final Set<String> WITH_IOPS = Set.of("io1", "io2", WITH_THROUGHPUT);

    private BlockDevices() {}

    /** All of a list. */
    static List<BlockDeviceMapping> of(List<BlockDeviceOptions> devices) {
        return devices.stream().map(BlockDevices::of).toList();
    }

    /**
     * Those of an instance: with {@code no_ephemeral} also empty ones in place of the instance store volumes that Windows
     * images map to xvdca to xvdcz.
     */
    static List<BlockDeviceMapping> ofInstance(List<BlockDeviceOptions> devices, boolean noEphemeral) {
        List<BlockDeviceMapping> all = new ArrayList<>(of(devices));
        for (char letter = 'a'; noEphemeral && letter <= 'z'; letter++) {
            all.add(BlockDeviceMapping.builder()
                    .deviceName("xvdc" + letter)
                    .noDevice("")
                    .build());
        }
        return all;
    }

    /** Takes away what a volume of a type cannot have. */
    static void withoutForeign(EbsBlockDevice.Builder volume, String type) {
        if (!WITH_IOPS.contains(type)) {
            volume.iops(null);
        }
        if (!type.equals(WITH_THROUGHPUT)) {
            volume.throughput(null);
        }
    }

    private static BlockDeviceMapping of(BlockDeviceOptions device) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder().deviceName(device.deviceName());
        if (device.noDevice()) {
            return mapping.noDevice("").build();
        }
        String virtual = device.virtualName();
        if (virtual != null && virtual.startsWith("ephemeral")) {
            return mapping.virtualName(virtual).build();
        }
        EbsBlockDevice.Builder ebs = EbsBlockDevice.builder()
                .deleteOnTermination(device.deleteOnTermination())
                .encrypted(device.encrypted())
                .kmsKeyId(given(device.kmsKeyId()))
                .snapshotId(given(device.snapshotId()))
                .volumeType(given(device.volumeType()));
        if (device.volumeSize() > 0) {
            ebs.volumeSize(device.volumeSize());
        }
        String type = String.valueOf(device.volumeType());
        if (WITH_IOPS.contains(type)) {
            ebs.iops(device.iops());
        }
        if (type.equals(WITH_THROUGHPUT)) {
            ebs.throughput(device.throughput());
        }
        return mapping.ebs(ebs.build()).build();
    }

    private static @org.jspecify.annotations.Nullable String given(@org.jspecify.annotations.Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
