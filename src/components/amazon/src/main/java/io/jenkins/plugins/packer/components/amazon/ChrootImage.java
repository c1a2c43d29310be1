package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;

/**
 * What the image of a provisioned volume is like.
 *
 * @param source the image that the volume was made of, or null
 */
record ChrootImage(
        ChrootConfiguration configuration, @Nullable Image source) {
    private static final String HVM = "hvm";

    /** A request for it, of the snapshot of the volume. */
    RegisterImageRequest.Builder request(String snapshot) throws ComponentException {
        RegisterImageRequest.Builder request =
                RegisteredImage.request(configuration.ami(), configuration.registration());
        String rootDevice = configuration.hasOwnDevices()
                ? String.valueOf(configuration.rootVolume().rootDeviceName())
                : image().rootDeviceName();
        request.rootDeviceName(rootDevice).blockDeviceMappings(devices(rootDevice, snapshot));
        if (source == null) {
            return request;
        }
        request.architecture(source.architecture());
        String virtualization = configuration.ami().amiVirtualizationType();
        if (virtualization == null || virtualization.isEmpty()) {
            request.virtualizationType(source.virtualizationTypeAsString());
        }
        if (!HVM.equals(virtualization)) {
            request.kernelId(given(source.kernelId())).ramdiskId(given(source.ramdiskId()));
        }
        return request;
    }

    private Image image() {
        return Objects.requireNonNull(source, "the source image");
    }

    private List<BlockDeviceMapping> devices(String rootDevice, String snapshot) throws ComponentException {
        List<BlockDeviceMapping> devices = new ArrayList<>();
        for (BlockDeviceMapping device : configuration.hasOwnDevices()
                ? BlockDevices.of(configuration.amiBlockDeviceMappings())
                : image().blockDeviceMappings()) {
            if (device.deviceName().equals(rootDevice)) {
                devices.add(device.toBuilder().ebs(root(device.ebs(), snapshot)).build());
            } else if (device.ebs() != null && device.ebs().snapshotId() != null) {
                devices.add(device.toBuilder().ebs(ofSnapshot(device.ebs())).build());
            } else {
                devices.add(device);
            }
        }
        return devices;
    }

    private EbsBlockDevice root(@Nullable EbsBlockDevice given, String snapshot) throws ComponentException {
        RootVolume volume = new RootVolume(configuration.rootVolume(), source);
        EbsBlockDevice device = given == null ? EbsBlockDevice.builder().build() : given;
        if (configuration.hasOwnDevices()) {
            String type = configuration.rootVolume().type();
            EbsBlockDevice.Builder own =
                    device.toBuilder().volumeSize(configuration.rootVolume().rootVolumeSize());
            device = (device.volumeType() == null && type != null ? own.volumeType(type) : own).build();
        } else {
            device = volume.typed(device).toBuilder()
                    .volumeSize(volume.size(device.volumeSize()))
                    .build();
        }
        return ofSnapshot(device.toBuilder().snapshotId(snapshot).build());
    }

    /** A snapshot says itself whether it is encrypted, and EC2 refuses to hear it twice. */
    private static EbsBlockDevice ofSnapshot(EbsBlockDevice device) {
        return device.toBuilder().encrypted(null).kmsKeyId(null).build();
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
