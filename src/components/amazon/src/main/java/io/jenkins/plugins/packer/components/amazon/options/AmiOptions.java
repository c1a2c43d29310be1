package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The image that is made. */
public record AmiOptions(
        @Nullable @Option(doc = "Name of the image, unique in the account and region.")
        String amiName,

        @Nullable
        @Option(
                doc = "Description of the image; Go templates with the build's data are rendered.",
                renderedLater = true)
        String amiDescription,

        @Nullable @Option(doc = "Virtualization of the image: hvm or paravirtual.")
        String amiVirtualizationType,

        @Option(doc = "Accounts that may launch the image.") List<String> amiUsers,

        @Option(doc = "Groups that may launch the image: all makes it public.")
        List<String> amiGroups,

        @Option(doc = "ARNs of organizations that may launch the image.")
        List<String> amiOrgArns,

        @Option(doc = "ARNs of organizational units that may launch the image.")
        List<String> amiOuArns,

        @Option(doc = "Product codes of the image.") List<String> amiProductCodes,

        @Option(doc = "Regions that the image is copied to.")
        List<String> amiRegions,

        @Option(doc = "Does not ask AWS whether the regions exist.", defaultValue = "false")
        boolean skipRegionValidation,

        @Nullable @Option(doc = "Minutes within which the copies of the snapshots are done, a multiple of 15.")
        Integer snapshotCopyDurationMinutes,

        @Option(doc = "Tags of the image; Go templates with the build's data are rendered.", renderedLater = true)
        Map<String, String> tags,

        @Option(doc = "One tag of the image as a block.") List<TagBlock> tag,

        @Group EnhancedNetworkingOptions networking,

        @Option(doc = "Deregisters an image that has the name already.", defaultValue = "false")
        boolean forceDeregister,

        @Option(doc = "Deletes the snapshots of images that force_deregister deregisters.", defaultValue = "false")
        boolean forceDeleteSnapshot,

        @Nullable @Option(doc = "Whether the image is encrypted; by default as the source image.")
        Boolean encryptBoot,

        @Nullable @Option(doc = "KMS key that encrypts the image in its own region: id, ARN, or alias/name.")
        String kmsKeyId,

        @Option(doc = "KMS keys that encrypt the copies, by region; an empty one is the region's default.")
        Map<String, String> regionKmsKeyIds,

        @Option(doc = "Keeps the image in the regions of ami_regions only.", defaultValue = "false")
        boolean skipSaveBuildRegion,

        @Nullable @Option(doc = "Instance metadata service of instances of the image: v2.0, or unset.")
        String imdsSupport,

        @Nullable @Option(doc = "When the image is deprecated, such as 2030-01-31T12:00:00Z.")
        String deprecateAt,

        @Group SnapshotOptions snapshots,

        @Nullable @Option(doc = "Protects the image against being deregistered.")
        DeregistrationProtectionOptions deregistrationProtection) {

    private static final int LONGEST_NAME = 128;
    private static final int SHORTEST_NAME = 3;

    /** All tags of the image. */
    public Map<String, String> allTags() {
        return TagBlock.merge(tags, tag);
    }

    /**
     * Whether what is made first is only what the copies are taken from: an image is encrypted by copying it, and so is
     * one that is kept in other regions only.
     */
    public boolean throughIntermediary() {
        return Boolean.TRUE.equals(encryptBoot) || skipSaveBuildRegion;
    }

    /** Whether the image is shared with somebody, who would need the key of an encrypted one. */
    private boolean shared() {
        return !amiUsers.isEmpty() || !amiOrgArns.isEmpty() || !amiOuArns.isEmpty();
    }

    /** Reports what cannot work. */
    public void check(ConfigurationCheck check) {
        checkName(check);
        checkKeys(check);
        for (String region : regionKmsKeyIds.keySet()) {
            if (!amiRegions.contains(region)) {
                check.error(
                        "region_kms_key_ids",
                        "Key for a region without a copy",
                        "Region " + region + " is in region_kms_key_ids but not in ami_regions.");
            }
        }
        if (!regionKmsKeyIds.isEmpty()) {
            for (String region : amiRegions) {
                if (!regionKmsKeyIds.containsKey(region)) {
                    check.error(
                            "ami_regions",
                            "Region without a key",
                            "Region " + region + " is in ami_regions but not in region_kms_key_ids.");
                }
            }
        }
        if (imdsSupport != null && !imdsSupport.isEmpty() && !imdsSupport.equals("v2.0")) {
            check.error("imds_support", "Invalid imds_support", "imds_support is \"v2.0\", or not set.");
        }
        if (deprecateAt != null && !deprecateAt.isEmpty() && deprecation(deprecateAt) == null) {
            check.error(
                    "deprecate_at",
                    "Invalid time",
                    "\"" + deprecateAt + "\" is not a time of the form YYYY-MM-DDTHH:MM:SSZ.");
        }
    }

    /** A time as {@code deprecate_at} has it, or null where it is none. */
    public static @Nullable Instant deprecation(String text) {
        try {
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private void checkName(ConfigurationCheck check) {
        if (check.isUnknown("ami_name")) {
            return;
        }
        if (amiName == null || amiName.isEmpty()) {
            check.error("ami_name", "Missing ami_name", "Set ami_name to the name of the image.");
        } else if (amiName.length() < SHORTEST_NAME || amiName.length() > LONGEST_NAME) {
            check.error(
                    "ami_name",
                    "Invalid ami_name",
                    "An image's name has between " + SHORTEST_NAME + " and " + LONGEST_NAME + " characters; \""
                            + amiName + "\" has " + amiName.length() + ".");
        } else if (!amiName.chars().allMatch(AmiOptions::isOfNames)) {
            check.error(
                    "ami_name",
                    "Invalid ami_name",
                    "An image's name consists of letters, digits, spaces, and ( ) [ ] . / - ' @ _ only. Use the function"
                            + " clean_resource_name of Go templates, or replace(), to clean \"" + amiName + "\".");
        }
    }

    /** Whether the name of an image may have this character. */
    public static boolean isOfNames(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "()[] ./-'@_".indexOf(character) >= 0;
    }

    private void checkKeys(ConfigurationCheck check) {
        boolean encrypted = Boolean.TRUE.equals(encryptBoot);
        boolean hasKey = kmsKeyId != null && !kmsKeyId.isEmpty();
        if (hasKey) {
            checkKey("kms_key_id", String.valueOf(kmsKeyId), check);
        }
        for (String key : regionKmsKeyIds.values()) {
            if (!key.isEmpty()) {
                hasKey = true;
                checkKey("region_kms_key_ids", key, check);
            }
        }
        if (hasKey && !encrypted) {
            check.error(
                    kmsKeyId != null && !kmsKeyId.isEmpty() ? "kms_key_id" : "region_kms_key_ids",
                    "Key without encryption",
                    "With kms_key_id or region_kms_key_ids, encrypt_boot must be true.");
        }
        boolean defaultKey = encrypted && (kmsKeyId == null || kmsKeyId.isEmpty()) && regionKmsKeyIds.isEmpty();
        boolean defaultRegionKey = regionKmsKeyIds.containsValue("");
        if (shared() && (defaultKey || defaultRegionKey)) {
            check.error(
                    "encrypt_boot",
                    "Default key of a shared image",
                    "Others cannot use an image that is encrypted with a default KMS key: name keys with kms_key_id or"
                            + " region_kms_key_ids.");
        }
        if (!snapshots.snapshotUsers().isEmpty() && (defaultKey || defaultRegionKey)) {
            check.error(
                    "snapshot_users",
                    "Default key of a shared snapshot",
                    "Others cannot use a snapshot that is encrypted with a default KMS key: name keys with kms_key_id"
                            + " or region_kms_key_ids.");
        }
    }

    private static void checkKey(String option, String key, ConfigurationCheck check) {
        if (!KmsKeys.isValid(key)) {
            check.error(
                    option,
                    "Invalid KMS key",
                    "\"" + key + "\" is neither the id nor the ARN of a KMS key, nor an alias with alias/ before it.");
        }
    }
}
