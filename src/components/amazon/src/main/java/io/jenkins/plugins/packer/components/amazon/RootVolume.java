package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.RootVolumeOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The volume that is provisioned: an empty one, or one from the snapshot behind the root device of an image.
 *
 * @param options what the template says of it
 * @param image the image to start from, or null
 */
record RootVolume(RootVolumeOptions options, @Nullable Image image) {
    private static final String PROVISIONED = "io1";
    private static final String NEEDS_IOPS = "io2";

    /** A request for it, in the zone that it is to be attached in. */
    CreateVolumeRequest.Builder request(String zone) throws ComponentException {
        CreateVolumeRequest.Builder request = CreateVolumeRequest.builder()
                .availabilityZone(zone)
                .encrypted(options.rootVolumeEncryptBoot())
                .kmsKeyId(options.key());
        if (options.key() != null) {
            request.encrypted(true);
        }
        if (image == null) {
            String type = options.type();
            return request.size(options.rootVolumeSize()).volumeType(type == null ? "gp2" : type);
        }
        EbsBlockDevice root = rootOf(image);
        request.snapshotId(root.snapshotId()).size(size(root.volumeSize()));
        if (!encrypts()) {
            request.encrypted(root.encrypted());
        }
        if (options.key() == null) {
            request.kmsKeyId(root.kmsKeyId());
        }
        EbsBlockDevice typed = typed(root);
        return request.volumeType(typed.volumeType()).iops(typed.iops()).throughput(typed.throughput());
    }

    /** An image's root device with the type that the template asks for. */
    EbsBlockDevice typed(EbsBlockDevice root) throws ComponentException {
        String type = options.type();
        String given = root.volumeTypeAsString();
        if (type == null || type.equals(given)) {
            return root;
        }
        if (type.equals(PROVISIONED)) {
            throw new ComponentException(
                    "root_volume_type cannot be io1, as the root device of the source image is of type " + given
                            + " and so has no IOPS. Choose another type, such as gp3.");
        }
        return root.toBuilder()
                .volumeType(type)
                .iops(type.equals(NEEDS_IOPS) ? root.iops() : null)
                .throughput(null)
                .build();
    }

    /** The template may ask for more than the image has, not for less. */
    @Nullable
    Integer size(@Nullable Integer given) {
        return given == null || options.rootVolumeSize() > given ? Integer.valueOf(options.rootVolumeSize()) : given;
    }

    private boolean encrypts() {
        return options.key() != null || Boolean.TRUE.equals(options.rootVolumeEncryptBoot());
    }

    private static EbsBlockDevice rootOf(Image image) throws ComponentException {
        return image.blockDeviceMappings().stream()
                .filter(device -> device.deviceName().equals(image.rootDeviceName()))
                .map(BlockDeviceMapping::ebs)
                .filter(ebs -> ebs != null && ebs.snapshotId() != null)
                .findFirst()
                .orElseThrow(() -> new ComponentException("The image " + image.imageId()
                        + " has no snapshot behind its root device " + image.rootDeviceName()
                        + ", so no volume can be made of it. Choose an EBS-backed image."));
    }
}
