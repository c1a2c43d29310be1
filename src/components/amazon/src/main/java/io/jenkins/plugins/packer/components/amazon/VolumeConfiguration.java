package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.EbsVolumeOptions;
import io.jenkins.plugins.packer.components.amazon.options.EnhancedNetworkingOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.TagBlock;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;

/** Options of the {@code amazon-ebsvolume} builder, named and defaulted as in Packer's plugin. */
public record VolumeConfiguration(
        @Group AccessOptions access,

        @Group InstanceOptions instance,

        @Group EnhancedNetworkingOptions networking,

        @Option(doc = "The volumes.") List<EbsVolumeOptions> ebsVolumes,

        @Option(
                doc = "Tags of the instance's volumes; those of ebs_volumes lose them when the instance runs.",
                renderedLater = true)
        Map<String, String> runVolumeTags,

        @Option(doc = "One tag of the instance's volumes as a block.")
        List<TagBlock> runVolumeTag) {

    /** All tags of the instance's volumes. */
    Map<String, String> volumeTags() {
        return TagBlock.merge(runVolumeTags, runVolumeTag);
    }
}
