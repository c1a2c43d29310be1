package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.BundleOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;

/** Options of the {@code amazon-instance} builder, named and defaulted as in Packer's plugin. */
public record StoreConfiguration(
        @Group AccessOptions access,

        @Group AmiOptions ami,

        @Group InstanceOptions instance,

        @Group BundleOptions bundle,

        @Option(doc = "Block devices of the image.") List<BlockDeviceOptions> amiBlockDeviceMappings,

        @Option(doc = "Block devices of the instance.") List<BlockDeviceOptions> launchBlockDeviceMappings) {}
