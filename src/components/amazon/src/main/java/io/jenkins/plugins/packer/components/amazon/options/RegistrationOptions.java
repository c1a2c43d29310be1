package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an image is told that is registered from snapshots, and so inherits nothing from an instance. */
public record RegistrationOptions(
        @Option(
                doc = "Architecture of the image: arm64, arm64_mac, i386, x86_64 or x86_64_mac.",
                defaultValue = "x86_64")
        String amiArchitecture,

        @Nullable @Option(doc = "How instances of the image boot: legacy-bios, uefi or uefi-preferred.")
        String bootMode,

        @Nullable @Option(doc = "Variables of UEFI, in base64.")
        String uefiData,

        @Nullable @Option(doc = "NitroTPM of instances of the image: v2.0, or unset.")
        String tpmSupport) {

    private static final List<String> ARCHITECTURES = List.of("arm64", "arm64_mac", "i386", "x86_64", "x86_64_mac");
    private static final String LEGACY_BIOS = "legacy-bios";
    private static final List<String> BOOT_MODES = List.of(LEGACY_BIOS, "uefi", "uefi-preferred");

    /** Reports what cannot work. */
    public void check(ConfigurationCheck check) {
        if (!ARCHITECTURES.contains(amiArchitecture)) {
            check.error(
                    "ami_architecture",
                    "Unknown architecture",
                    "ami_architecture is one of " + String.join(", ", ARCHITECTURES) + ", not \"" + amiArchitecture
                            + "\".");
        }
        if (isGiven(bootMode) && !BOOT_MODES.contains(bootMode)) {
            check.error(
                    "boot_mode",
                    "Unknown boot mode",
                    "boot_mode is one of " + String.join(", ", BOOT_MODES) + ", not \"" + bootMode + "\".");
        }
        checkTpm(tpmSupport, check);
        boolean legacy = isGiven(bootMode) ? LEGACY_BIOS.equals(bootMode) : !"arm64".equals(amiArchitecture);
        if (isGiven(uefiData) && legacy) {
            check.error(
                    "uefi_data",
                    "UEFI data without UEFI",
                    "uefi_data needs boot_mode = \"uefi\": "
                            + (isGiven(bootMode)
                                    ? "it is \"" + bootMode + "\"."
                                    : "an image for " + amiArchitecture + " boots with legacy-bios by default."));
        }
    }

    /** Reports a TPM that does not exist. */
    public static void checkTpm(@Nullable String tpmSupport, ConfigurationCheck check) {
        if (isGiven(tpmSupport) && !"v2.0".equals(tpmSupport)) {
            check.error("tpm_support", "Unknown TPM", "tpm_support is \"v2.0\", or not set.");
        }
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
