package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;

/** A block device of an instance whose volumes become an image. */
public record LaunchDeviceOptions(
        @Group BlockDeviceOptions device,

        @Option(doc = "Keeps the volume out of the image: no snapshot is made of it.", defaultValue = "false")
        boolean omitFromArtifact) {

    /** Its name. */
    public String name() {
        return String.valueOf(device.deviceName());
    }

    /** Whether there is a volume of EBS behind it. */
    public boolean hasVolume() {
        return device.hasVolume();
    }
}
