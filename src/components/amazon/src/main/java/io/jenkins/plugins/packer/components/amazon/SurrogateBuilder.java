package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.LaunchDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RootDeviceOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.List;
import java.util.Map;

/**
 * The {@code amazon-ebssurrogate} builder: has a volume beside the root device of an instance provisioned, and makes an
 * image with it as the root device. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/builder/ebssurrogate.
 */
final class SurrogateBuilder implements Builder<SurrogateConfiguration> {
    /** Packer's identifier of the builder. */
    static final String ID = "mitchellh.amazon.ebssurrogate";

    /** Options of the request that use_create_image does not send. */
    private static final List<String> OF_REGISTRATION =
            List.of("ami_architecture", "boot_mode", "uefi_data", "tpm_support", "snapshot_description");

    private final Connections connections;

    SurrogateBuilder(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String type() {
        return "amazon-ebssurrogate";
    }

    @Override
    public String summary() {
        return "Builds an Amazon machine image (AMI) from a volume beside the root device of an instance.";
    }

    @Override
    public Class<SurrogateConfiguration> configurationType() {
        return SurrogateConfiguration.class;
    }

    @Override
    public List<String> generatedVariables(SurrogateConfiguration configuration) {
        return BuildInfo.GENERATED;
    }

    @Override
    public Map<String, GoFunction> templateFunctions() {
        return ImageNameCleaning.FUNCTIONS;
    }

    @Override
    public void check(SurrogateConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        configuration.ami().check(check);
        configuration.instance().check(check);
        configuration.registration().check(check);
        BlockDeviceOptions.check("ami_block_device_mappings", configuration.amiBlockDeviceMappings(), check);
        BlockDeviceOptions.check(
                "launch_block_device_mappings",
                configuration.launchBlockDeviceMappings().stream()
                        .map(LaunchDeviceOptions::device)
                        .toList(),
                check);
        RootDeviceOptions root = configuration.amiRootDevice();
        if (root != null) {
            root.check(configuration.launchBlockDeviceMappings(), check);
        }
        String virtualization = configuration.ami().amiVirtualizationType();
        if ((virtualization == null || virtualization.isEmpty()) && !check.isUnknown("ami_virtualization_type")) {
            check.error(
                    "ami_virtualization_type",
                    "Missing virtualization type",
                    "Set ami_virtualization_type to \"hvm\", or \"paravirtual\" for an old kind of image.");
        }
        if (configuration.useCreateImage()) {
            checkCreateImage(configuration, check);
        }
    }

    private static void checkCreateImage(SurrogateConfiguration configuration, ConfigurationCheck check) {
        if (configuration.instance().spot().wanted()) {
            check.error(
                    "use_create_image",
                    "Not for spot instances",
                    "use_create_image swaps the root device of the stopped instance, and a spot instance cannot be"
                            + " stopped: remove spot_price or use_create_image.");
        }
        for (String option : OF_REGISTRATION) {
            if (check.isSet(option)) {
                check.warning(
                        option,
                        option + " has no effect",
                        "With use_create_image the image inherits it from the instance: remove " + option
                                + ", or use_create_image.");
            }
        }
    }

    @Override
    public Artifact build(SurrogateConfiguration configuration, BuildContext context) throws ComponentException {
        return new SurrogateBuild(configuration, context, connections).run();
    }
}
