package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** Enhanced networking of the instance, and so of the image. */
public record EnhancedNetworkingOptions(
        @Nullable @Option(doc = "Whether there is enhanced networking by ENA; by default as in the source image.")
        Boolean enaSupport,

        @Option(doc = "Enables enhanced networking by SR-IOV.", defaultValue = "false")
        boolean sriovSupport) {

    /** Whether one of them is to be enabled. */
    public boolean wanted() {
        return Boolean.TRUE.equals(enaSupport) || sriovSupport;
    }

    /** Reports what a spot instance cannot have: it is not modified. */
    public void checkSpot(SpotOptions spot, ConfigurationCheck check) {
        if (spot.wanted() && wanted()) {
            check.error(
                    sriovSupport ? "sriov_support" : "ena_support",
                    "Not for spot instances",
                    "A spot instance cannot be modified, which ena_support and sriov_support need: start from an image"
                            + " that has enhanced networking already.");
        }
    }
}
