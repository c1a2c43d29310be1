package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.AmiFilterOptions;
import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.ChrootOptions;
import io.jenkins.plugins.packer.components.amazon.options.RegistrationOptions;
import io.jenkins.plugins.packer.components.amazon.options.RootVolumeOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of the {@code amazon-chroot} builder, named and defaulted as in Packer's plugin. */
public record ChrootConfiguration(
        @Group AccessOptions access,

        @Group AmiOptions ami,

        @Group RegistrationOptions registration,

        @Group ChrootOptions chroot,

        @Group RootVolumeOptions rootVolume,

        @Nullable @Option(doc = "Image to start from.") String sourceAmi,

        @Nullable @Option(doc = "Finds the image to start from; source_ami has precedence.")
        AmiFilterOptions sourceAmiFilter,

        @Option(doc = "Starts from an empty volume instead of an image.", defaultValue = "false")
        boolean fromScratch,

        @Option(doc = "Block devices of the image; those of the source image do not count then.")
        List<BlockDeviceOptions> amiBlockDeviceMappings) {

    /** Whether the image gets the block devices of the template instead of those of the source image. */
    boolean hasOwnDevices() {
        return fromScratch || !amiBlockDeviceMappings.isEmpty();
    }
}
