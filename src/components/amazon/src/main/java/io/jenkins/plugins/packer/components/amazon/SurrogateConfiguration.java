package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.LaunchDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RegistrationOptions;
import io.jenkins.plugins.packer.components.amazon.options.RootDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RunVolumeTag;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of the {@code amazon-ebssurrogate} builder, named and defaulted as in Packer's plugin. */
public record SurrogateConfiguration(
        @Group AccessOptions access,

        @Group AmiOptions ami,

        @Group InstanceOptions instance,

        @Group RegistrationOptions registration,

        @Nullable @Option(doc = "The root device of the image.", required = true)
        RootDeviceOptions amiRootDevice,

        @Option(doc = "Block devices of the image, beside those of the instance.")
        List<BlockDeviceOptions> amiBlockDeviceMappings,

        @Option(doc = "Block devices of the instance; their volumes become those of the image.")
        List<LaunchDeviceOptions> launchBlockDeviceMappings,

        @Option(doc = "Tags of the instance's volumes; Go templates are rendered.", renderedLater = true)
        Map<String, String> runVolumeTags,

        @Option(doc = "One tag of the instance's volumes as a block.")
        List<RunVolumeTag> runVolumeTag,

        @Nullable @Option(doc = "Description of the snapshots; by default with the time.")
        String snapshotDescription,

        @Option(
                doc = "Does not give the image the tags of the instance, with use_create_image.",
                defaultValue = "false")
        boolean skipAmiRunTags,

        @Option(
                doc = "Makes the image of the instance, whose root device is swapped before, instead of registering it"
                        + " from snapshots.",
                defaultValue = "false")
        boolean useCreateImage) {

    /** All tags of the instance's volumes. */
    Map<String, String> volumeTags() {
        return RunVolumeTag.merge(runVolumeTags, runVolumeTag);
    }
}
