package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The volume that becomes the root device of the image, without an instance of its own. */
public record RootVolumeOptions(
        @Nullable @Option(doc = "Name of the root device of the image, with ami_block_device_mappings.")
        String rootDeviceName,

        @Option(doc = "Size of the volume in GiB; 0 for that of the source image.", defaultValue = "0")
        int rootVolumeSize,

        @Nullable @Option(doc = "Type of the volume; by default that of the source image, or gp2 without one.")
        String rootVolumeType,

        @Option(doc = "Tags of the volume; Go templates with the build's data are rendered.", renderedLater = true)
        Map<String, String> rootVolumeTags,

        @Option(doc = "One tag of the volume as a block.") List<TagBlock> rootVolumeTag,

        @Nullable @Option(doc = "Whether the volume is encrypted; by default as in the source image.")
        Boolean rootVolumeEncryptBoot,

        @Nullable @Option(doc = "KMS key that encrypts the volume: id, ARN, or alias/name.")
        String rootVolumeKmsKeyId) {

    /** All tags of the volume. */
    public Map<String, String> tags() {
        return TagBlock.merge(rootVolumeTags, rootVolumeTag);
    }

    /** Whether the template names the root device. */
    public boolean isNamed() {
        return rootDeviceName != null && !rootDeviceName.isEmpty();
    }

    /** The type that the template asks for, or null. */
    public @Nullable String type() {
        return given(rootVolumeType);
    }

    /** The key that the template asks for, or null. */
    public @Nullable String key() {
        return given(rootVolumeKmsKeyId);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /** Reports what cannot work. */
    public void check(ConfigurationCheck check) {
        if (rootVolumeSize < 0) {
            check.error("root_volume_size", "Negative size", "root_volume_size is a number of GiB, or 0.");
        }
        String key = key();
        if (key == null) {
            return;
        }
        if (Boolean.FALSE.equals(rootVolumeEncryptBoot)) {
            check.error(
                    "root_volume_kms_key_id",
                    "Key without encryption",
                    "With root_volume_kms_key_id, root_volume_encrypt_boot must not be false.");
        } else if (!KmsKeys.isValid(key)) {
            check.error(
                    "root_volume_kms_key_id",
                    "Invalid KMS key",
                    "\"" + key + "\" is neither the id nor the ARN of a KMS key, nor an alias with alias/ before it.");
        }
    }

    /**
     * Reports what is missing of an image whose devices do not come from a source image.
     *
     * @param devices block devices of the image
     */
    public void checkNamed(List<BlockDeviceOptions> devices, ConfigurationCheck check) {
        if (rootVolumeSize == 0 && !check.isUnknown("root_volume_size")) {
            check.error(
                    "root_volume_size",
                    "Missing root_volume_size",
                    "With from_scratch or ami_block_device_mappings nothing else says how large the volume is.");
        }
        boolean listed = devices.stream()
                .anyMatch(device -> String.valueOf(rootDeviceName).equals(device.deviceName()));
        if (isNamed() && !devices.isEmpty() && !listed) {
            check.error(
                    "root_device_name",
                    "Root device without a mapping",
                    "root_device_name is \"" + rootDeviceName
                            + "\", and no ami_block_device_mappings has that device_name.");
        }
    }
}
