package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root device of an image that is made of another device of the instance. */
public record RootDeviceOptions(
        @Nullable @Option(doc = "Device of the instance whose volume becomes the root device.")
        String sourceDeviceName,

        @Nullable @Option(doc = "Name of the root device of the image, such as /dev/xvda.")
        String deviceName,

        @Nullable
        @Option(doc = "Deletes the volume with an instance of the image; by default as the source device says.")
        Boolean deleteOnTermination,

        @Nullable @Option(doc = "I/O operations per second; by default as the source device says.")
        Integer iops,

        @Nullable @Option(doc = "Type of the volume; by default as the source device says.")
        String volumeType,

        @Nullable @Option(doc = "Size of the volume in GiB; by default as the source device says.")
        Integer volumeSize) {

    private static final String OPTION = "ami_root_device";

    /** Reports what cannot work. */
    public void check(List<LaunchDeviceOptions> devices, ConfigurationCheck check) {
        if (isMissing(sourceDeviceName) || isMissing(deviceName)) {
            check.error(
                    OPTION,
                    "Incomplete root device",
                    "ami_root_device needs source_device_name, the device of the instance that becomes the root device,"
                            + " and device_name, its name in the image.");
            return;
        }
        if ("gp2".equals(volumeType) && iops != null && iops != 0) {
            check.error(OPTION, "IOPS of a gp2 volume", "A gp2 volume has no iops: remove it, or use gp3 or io2.");
        }
        if (iops != null && iops < 0 || volumeSize != null && volumeSize < 0) {
            check.error(OPTION, "Negative number", "iops and volume_size of ami_root_device are 0 or more.");
        }
        for (LaunchDeviceOptions device : devices) {
            if (device.name().equals(sourceDeviceName)) {
                checkSource(device, check);
                return;
            }
        }
        if (!check.isUnknown("launch_block_device_mappings")) {
            check.error(
                    OPTION,
                    "Root device without a volume",
                    "source_device_name is \"" + sourceDeviceName
                            + "\", and no launch_block_device_mappings has that device_name.");
        }
    }

    private void checkSource(LaunchDeviceOptions device, ConfigurationCheck check) {
        if (device.omitFromArtifact()) {
            check.error(
                    OPTION,
                    "Root device left out",
                    "The device " + sourceDeviceName
                            + " becomes the root device, so omit_from_artifact cannot be true.");
        }
        if (!device.hasVolume()) {
            check.error(
                    OPTION,
                    "Root device without a volume",
                    "The device " + sourceDeviceName + " is no EBS volume, so no image can be made of it.");
        }
        if (volumeSize != null && volumeSize > 0 && volumeSize < device.device().volumeSize()) {
            check.error(
                    OPTION,
                    "Root device too small",
                    "volume_size of ami_root_device is " + volumeSize + " GiB, and the volume that it is made of has "
                            + device.device().volumeSize() + ".");
        }
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
