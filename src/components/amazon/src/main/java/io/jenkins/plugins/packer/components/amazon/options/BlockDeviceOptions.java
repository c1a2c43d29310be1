package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One block device, of the instance or of the image. */
public record BlockDeviceOptions(
        @Option(doc = "Deletes the volume when the instance is terminated.", defaultValue = "false")
        boolean deleteOnTermination,

        @Nullable @Option(doc = "Name of the device, such as /dev/sda1.")
        String deviceName,

        @Nullable @Option(doc = "Whether the volume is encrypted; by default as in the source image.")
        Boolean encrypted,

        @Nullable @Option(doc = "I/O operations per second, for io1, io2 and gp3.")
        Integer iops,

        @Option(doc = "Leaves out the device that the image has.", defaultValue = "false")
        boolean noDevice,

        @Nullable @Option(doc = "Snapshot that the volume is made from.")
        String snapshotId,

        @Nullable @Option(doc = "Throughput in MiB/s, for gp3.")
        Integer throughput,

        @Nullable @Option(doc = "Name of an instance store volume, such as ephemeral0.")
        String virtualName,

        @Nullable @Option(doc = "Type of the volume: gp2, gp3, io1, io2, st1, sc1 or standard.")
        String volumeType,

        @Option(doc = "Size of the volume in GiB; 0 for the snapshot's.", defaultValue = "0")
        int volumeSize,

        @Nullable @Option(doc = "KMS key that encrypts the volume: id, ARN, or alias/name.")
        String kmsKeyId) {

    private static final Map<String, Integer> IOPS_FOR_A_GIB = Map.of("io1", 50, "io2", 500);
    private static final int[] IOPS = {100, 64_000};
    private static final int[] IOPS_GP3 = {3_000, 16_000};
    private static final int[] THROUGHPUT = {125, 1_000};

    /** Whether there is a volume of EBS behind it: not for a device that is left out, nor for an instance store volume. */
    public boolean hasVolume() {
        return !noDevice && (virtualName == null || !virtualName.startsWith("ephemeral"));
    }

    /**
     * Reports what EC2 would refuse.
     *
     * @param option the list of devices
     */
    public static void check(String option, List<BlockDeviceOptions> devices, ConfigurationCheck check) {
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).check(option + "[" + i + "]", check);
        }
    }

    /**
     * Reports what EC2 would refuse.
     *
     * @param option the one of the list that it is
     */
    void check(String option, ConfigurationCheck check) {
        if (deviceName == null || deviceName.isEmpty()) {
            check.error(
                    option + ".device_name",
                    "Missing device_name",
                    "Every block device needs a device_name, such as \"/dev/sda1\".");
            return;
        }
        if (kmsKeyId != null && !kmsKeyId.isEmpty() && Boolean.FALSE.equals(encrypted)) {
            check.error(
                    option + ".encrypted",
                    "KMS key without encryption",
                    "The device " + deviceName + " has a kms_key_id, so encrypted must not be false.");
        }
        checkPerformance(option, check);
    }

    private void checkPerformance(String option, ConfigurationCheck check) {
        Integer ratio = volumeType == null ? null : IOPS_FOR_A_GIB.get(volumeType);
        if (ratio != null && volumeSize != 0 && iops != null) {
            if (iops / volumeSize > ratio) {
                check.error(
                        option + ".iops",
                        "Too many IOPS",
                        deviceName + " may have " + ratio + " IOPS for each GiB of its volume_size, as it is of type "
                                + volumeType + ".");
            }
            checkRange(option + ".iops", "IOPS", iops, IOPS, check);
        }
        if ("gp3".equals(volumeType)) {
            if (iops != null) {
                checkRange(option + ".iops", "IOPS", iops, IOPS_GP3, check);
            }
            if (throughput != null) {
                checkRange(option + ".throughput", "throughput", throughput, THROUGHPUT, check);
            }
        } else if (throughput != null) {
            check.error(
                    option + ".throughput",
                    "Throughput without gp3",
                    "throughput is for gp3 volumes, and " + deviceName + " is of type "
                            + (volumeType == null ? "the source image's volume" : volumeType) + ".");
        }
    }

    private void checkRange(String option, String what, int value, int[] range, ConfigurationCheck check) {
        if (value < range[0] || value > range[1]) {
            check.error(
                    option,
                    "Invalid " + what,
                    "The " + what + " of " + deviceName + " must be between " + range[0] + " and " + range[1] + ".");
        }
    }
}
