package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiFilterOptions;
import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The {@code amazon-chroot} builder: attaches a volume to the instance that the build runs on, has it provisioned in a
 * chroot, and makes an image of it, without an instance of its own. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/builder/chroot.
 */
final class ChrootBuilder implements Builder<ChrootConfiguration> {
    /** Packer's identifier of the builder. */
    static final String ID = "mitchellh.amazon.chroot";

    /** Names of {@code build.*} beside those of every builder of this component. */
    static final String DEVICE = "Device";

    static final String MOUNT_PATH = "MountPath";

    private final Connections connections;
    private final LiveMounts mounts;

    ChrootBuilder(Connections connections, LiveMounts mounts) {
        this.connections = connections;
        this.mounts = mounts;
    }

    @Override
    public String type() {
        return "amazon-chroot";
    }

    @Override
    public String summary() {
        return "Builds an Amazon machine image (AMI) from a volume of the instance that the build runs on.";
    }

    @Override
    public Class<ChrootConfiguration> configurationType() {
        return ChrootConfiguration.class;
    }

    @Override
    public List<String> generatedVariables(ChrootConfiguration configuration) {
        return Stream.concat(BuildInfo.GENERATED.stream(), Stream.of(DEVICE, MOUNT_PATH))
                .toList();
    }

    @Override
    public Map<String, GoFunction> templateFunctions() {
        return ImageNameCleaning.FUNCTIONS;
    }

    @Override
    public void check(ChrootConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        configuration.ami().check(check);
        configuration.registration().check(check);
        configuration.chroot().check(check);
        configuration.rootVolume().check(check);
        BlockDeviceOptions.check("ami_block_device_mappings", configuration.amiBlockDeviceMappings(), check);
        if (configuration.fromScratch()) {
            checkFromScratch(configuration, check);
        } else {
            checkFromImage(configuration, check);
        }
    }

    private static void checkFromScratch(ChrootConfiguration configuration, ConfigurationCheck check) {
        if (check.isSet("source_ami") || check.isSet("source_ami_filter")) {
            check.warning(
                    check.isSet("source_ami") ? "source_ami" : "source_ami_filter",
                    "Source image has no effect",
                    "source_ami and source_ami_filter are unused when from_scratch is true.");
        }
        String virtualization = configuration.ami().amiVirtualizationType();
        require(virtualization != null && !virtualization.isEmpty(), "ami_virtualization_type", check);
        require(!configuration.chroot().preMountCommands().isEmpty(), "pre_mount_commands", check);
        require(configuration.rootVolume().isNamed(), "root_device_name", check);
        require(!configuration.amiBlockDeviceMappings().isEmpty(), "ami_block_device_mappings", check);
        configuration.rootVolume().checkNamed(configuration.amiBlockDeviceMappings(), check);
        if ("io1".equals(configuration.rootVolume().type())) {
            check.error(
                    "root_volume_type",
                    "Volume type without IOPS",
                    "A volume of type io1 needs IOPS, which come from a source image only: choose another type with"
                            + " from_scratch.");
        }
    }

    private static void require(boolean given, String option, ConfigurationCheck check) {
        if (!given && !check.isUnknown(option)) {
            check.error(option, "Missing " + option, option + " is required with from_scratch.");
        }
    }

    private static void checkFromImage(ChrootConfiguration configuration, ConfigurationCheck check) {
        AmiFilterOptions.checkSource(configuration.sourceAmi(), configuration.sourceAmiFilter(), check);
        boolean devices = !configuration.amiBlockDeviceMappings().isEmpty();
        boolean named = configuration.rootVolume().isNamed();
        if (devices && named) {
            configuration.rootVolume().checkNamed(configuration.amiBlockDeviceMappings(), check);
            check.warning(
                    "ami_block_device_mappings",
                    "Devices of the source image are left out",
                    "ami_block_device_mappings from source image will be completely overwritten.");
        } else if (devices && !check.isUnknown("root_device_name")) {
            check.error(
                    "root_device_name",
                    "Missing root_device_name",
                    "If ami_block_device_mappings is specified, root_device_name must be specified.");
        } else if (named && !check.isUnknown("ami_block_device_mappings")) {
            check.error(
                    "root_device_name",
                    "Root device without mappings",
                    "If root_device_name is specified, ami_block_device_mappings must be specified.");
        }
    }

    @Override
    public Artifact build(ChrootConfiguration configuration, BuildContext context) throws ComponentException {
        return new ChrootBuild(configuration, context, connections, mounts).run();
    }
}
