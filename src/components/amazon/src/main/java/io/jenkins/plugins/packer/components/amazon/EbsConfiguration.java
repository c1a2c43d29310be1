package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.FastLaunchOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RunVolumeTag;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of the {@code amazon-ebs} builder, named and defaulted as in Packer's plugin. */
public record EbsConfiguration(
        @Group AccessOptions access,

        @Group AmiOptions ami,

        @Group InstanceOptions instance,

        @Option(doc = "Block devices of the image, beside those of the instance.")
        List<BlockDeviceOptions> amiBlockDeviceMappings,

        @Option(doc = "Block devices of the instance.") List<BlockDeviceOptions> launchBlockDeviceMappings,

        @Option(doc = "Tags of the instance's volumes; Go templates are rendered.", renderedLater = true)
        Map<String, String> runVolumeTags,

        @Option(doc = "One tag of the instance's volumes as a block.")
        List<RunVolumeTag> runVolumeTag,

        @Option(doc = "Leaves out the instance store volumes xvdca to xvdcz of Windows images.", defaultValue = "false")
        boolean noEphemeral,

        @Option(doc = "Runs the provisioners and makes no image.", defaultValue = "false")
        boolean skipCreateAmi,

        @Option(doc = "Does not give the image the tags of the instance.", defaultValue = "false")
        boolean skipAmiRunTags,

        @Nullable @Option(doc = "Enables EC2 Fast Launch of a Windows image.")
        FastLaunchOptions fastLaunch) {

    /** All tags of the instance's volumes. */
    Map<String, String> volumeTags() {
        return RunVolumeTag.merge(runVolumeTags, runVolumeTag);
    }
}
