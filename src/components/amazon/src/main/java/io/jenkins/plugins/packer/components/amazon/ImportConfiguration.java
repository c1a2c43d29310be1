package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of the {@code amazon-import} post-processor. */
public record ImportConfiguration(
        @Group AccessOptions access,

        @Option(required = true, doc = "Bucket that the file is uploaded to, in the region of the import.")
        String s3BucketName,

        @Nullable
        @Option(
                doc = "Key of the uploaded file; by default packer-import-{{timestamp}}-{{uuid}} with the format's"
                        + " extension.",
                renderedLater = true)
        String s3KeyName,

        @Nullable @Option(doc = "How S3 encrypts the file: AES256 or aws:kms; by default as the bucket says.")
        String s3Encryption,

        @Nullable @Option(doc = "KMS key for s3_encryption = \"aws:kms\"; by default S3's own.")
        String s3EncryptionKey,

        @Option(doc = "Leaves the uploaded file where it is.", defaultValue = "false")
        boolean skipClean,

        @Option(doc = "Tags of the image and its snapshots.")
        Map<String, String> tags,

        @Nullable @Option(doc = "Name of the image; without it the image has the name that the import gives it.")
        String amiName,

        @Nullable @Option(doc = "Description of the image.") String amiDescription,

        @Option(doc = "Accounts that may launch the image.") List<String> amiUsers,

        @Option(doc = "Groups that may launch the image: all makes it public.")
        List<String> amiGroups,

        @Option(doc = "ARNs of organizations that may launch the image.")
        List<String> amiOrgArns,

        @Option(doc = "ARNs of organizational units that may launch the image.")
        List<String> amiOuArns,

        @Option(doc = "Encrypts the image.", defaultValue = "false")
        boolean amiEncrypt,

        @Nullable @Option(doc = "KMS key that encrypts the image; by default EBS's own.")
        String amiKmsKey,

        @Nullable @Option(doc = "Instance metadata service of instances of the image: v2.0, or unset.")
        String imdsSupport,

        @Nullable @Option(doc = "License of the system in the image: AWS or BYOL; by default EC2 finds it.")
        String licenseType,

        @Nullable @Option(doc = "Role that EC2 reads the bucket with; by default vmimport.")
        String roleName,

        @Option(doc = "Format of the file: ova, raw, vhd, vhdx or vmdk.", defaultValue = "ova")
        String format,

        @Option(doc = "Architecture of the image: x86_64, arm64 or i386.", defaultValue = "x86_64")
        String architecture,

        @Nullable @Option(doc = "Boot mode: legacy-bios or uefi; by default uefi for arm64, else legacy-bios.")
        String bootMode,

        @Nullable @Option(doc = "System in the image: linux or windows; needed with uefi.")
        String platform) {

    private static final List<String> FORMATS = List.of("ova", "raw", "vhd", "vhdx", "vmdk");
    private static final List<String> ENCRYPTIONS = List.of("AES256", "aws:kms");
    private static final List<String> BOOT_MODES = List.of("uefi", "legacy-bios");
    private static final List<String> PLATFORMS = List.of("linux", "windows");
    private static final String UEFI = "uefi";
    private static final String ARM = "arm64";

    /** Reports what cannot work. */
    void check(ConfigurationCheck check) {
        access.check(check);
        if (s3BucketName.isEmpty() && !check.isUnknown("s3_bucket_name")) {
            check.error("s3_bucket_name", "Missing bucket", "s3_bucket_name must be set.");
        }
        checkOneOf("format", format, FORMATS, check);
        checkOneOf("s3_encryption", s3Encryption, ENCRYPTIONS, check);
        checkOneOf("platform", platform, PLATFORMS, check);
        checkOneOf("boot_mode", bootMode, BOOT_MODES, check);
        checkOneOf("imds_support", imdsSupport, List.of("v2.0"), check);
        checkBootMode(check);
        if ("AES256".equals(s3Encryption) && isGiven(s3EncryptionKey)) {
            check.warning(
                    "s3_encryption_key",
                    "Key without use",
                    "Ignoring s3_encryption_key because s3_encryption is set to AES256; it goes with aws:kms.");
        }
        if (isGiven(amiKmsKey) && !amiEncrypt && !check.isUnknown("ami_encrypt")) {
            check.warning(
                    "ami_kms_key",
                    "Key without use",
                    "Ignoring ami_kms_key because ami_encrypt is not set; set ami_encrypt = true to use it.");
        }
    }

    private void checkBootMode(ConfigurationCheck check) {
        if (check.isUnknown("boot_mode") || check.isUnknown("architecture")) {
            return;
        }
        if (architecture.equals(ARM) && !boot().equals(UEFI)) {
            check.error(
                    "boot_mode",
                    "Invalid boot mode",
                    "invalid boot mode '" + bootMode + "' for 'arm64' architecture: arm64 boots by uefi.");
        }
        if (boot().equals(UEFI) && !isGiven(platform) && !check.isUnknown("platform")) {
            check.error(
                    check.isSet("boot_mode") ? "boot_mode" : "architecture",
                    "Missing platform",
                    "'platform' must be set for 'uefi' image imports: linux or windows.");
        }
    }

    private static void checkOneOf(
            String option, @Nullable String value, List<String> known, ConfigurationCheck check) {
        if (isGiven(value) && !known.contains(value)) {
            check.error(
                    option,
                    "Invalid " + option,
                    "invalid " + option + " '" + value + "'. Allowed: " + String.join(", ", known) + ".");
        }
    }

    /** The boot mode that holds. */
    String boot() {
        return isGiven(bootMode) ? String.valueOf(bootMode) : architecture.equals(ARM) ? UEFI : "legacy-bios";
    }

    /** The Go template of the uploaded file's key. */
    String keyTemplate() {
        return isGiven(s3KeyName) ? String.valueOf(s3KeyName) : "packer-import-{{timestamp}}-{{uuid}}." + format;
    }

    /** How S3 is to store the file, as headers. */
    Map<String, String> storage() {
        if (!isGiven(s3Encryption)) {
            return Map.of();
        }
        String encryption = String.valueOf(s3Encryption);
        return encryption.equals("aws:kms") && isGiven(s3EncryptionKey)
                ? Map.of(
                        "x-amz-server-side-encryption",
                        encryption,
                        "x-amz-server-side-encryption-aws-kms-key-id",
                        String.valueOf(s3EncryptionKey))
                : Map.of("x-amz-server-side-encryption", encryption);
    }

    static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
