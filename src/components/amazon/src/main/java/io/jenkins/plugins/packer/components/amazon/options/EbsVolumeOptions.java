package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A volume that is made, by attaching it to an instance that is provisioned. */
public record EbsVolumeOptions(
        @Group BlockDeviceOptions device,

        @Option(doc = "Tags of the volume; Go templates with the build's data are rendered.", renderedLater = true)
        Map<String, String> tags,

        @Option(doc = "One tag of the volume as a block.") List<TagBlock> tag,

        @Option(doc = "Makes a snapshot of the volume.", defaultValue = "false")
        boolean snapshotVolume,

        @Nullable @Option(doc = "Description of the snapshot; by default with the time.")
        String snapshotDescription,

        @Group SnapshotOptions snapshots) {

    /** Name of its device. */
    public String name() {
        return String.valueOf(device.deviceName());
    }

    /** Whether the volume is there when the build is over. */
    public boolean stays() {
        return device.hasVolume() && !device.deleteOnTermination();
    }

    /** All tags of the volume. */
    public Map<String, String> allTags() {
        return TagBlock.merge(tags, tag);
    }

    /**
     * Reports what cannot work.
     *
     * @param option the one of the list that it is
     */
    public void check(String option, ConfigurationCheck check) {
        device.check(option, check);
        if (snapshotDescription != null && !snapshotDescription.isEmpty() && !snapshotVolume) {
            check.error(
                    option + ".snapshot_description",
                    "Description without a snapshot",
                    "The device " + name() + " has a snapshot_description: set snapshot_volume = true as well, or"
                            + " remove it.");
        }
        if (snapshotVolume && !device.hasVolume()) {
            check.error(
                    option + ".snapshot_volume",
                    "Snapshot without a volume",
                    "The device " + name() + " is no EBS volume, so there is nothing to make a snapshot of.");
        }
    }
}
