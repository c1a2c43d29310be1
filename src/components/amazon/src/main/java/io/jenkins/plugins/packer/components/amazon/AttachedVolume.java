package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is attached to this machine.
 *
 * @param id its id
 * @param resource its entry in the journal
 * @param attachment that of its attachment
 * @param device the name that it is attached as
 * @param found the file of its device; null where the template names another one to mount
 * @param other what the template has mounted in place of the device, or null
 */
record AttachedVolume(
        String id,
        Resource resource,
        Resource attachment,
        String device,
        @Nullable Path found,
        @Nullable String other) {
    /** How long the kernel and udev may take to show a device or its partitions. */
    static final Duration SHOWN = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** How a device is waited for. */
    static Waiting waiting() {
        return Waiting.between(FIRST, LONGEST);
    }

    /** What commands of the template get as the device. */
    String templateDevice() {
        return found == null ? device : found.toString();
    }

    /** What {@code mount_path} gets as its name. */
    String mountedName() {
        Path mounted = other == null ? Path.of(templateDevice()) : Path.of(other);
        return String.valueOf(mounted.getFileName());
    }

    /**
     * What is mounted, waited for until it is there.
     *
     * @param partition number of the partition, or empty
     */
    String awaitMounted(String partition, BuildContext context) throws ComponentException {
        String path = other != null || found == null
                ? (other == null ? device : other) + partition
                : LocalDevices.partition(found, partition);
        return waiting()
                .until(
                        "the device " + path + ", which mount_partition and nvme_device_path decide on",
                        SHOWN,
                        context.cancellation(),
                        context.ui()::message,
                        () -> Files.exists(Path.of(path)) ? path : null);
    }
}
