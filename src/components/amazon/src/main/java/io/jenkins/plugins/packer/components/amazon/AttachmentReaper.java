package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Takes a volume off the instance that it was attached to; the volume stays. */
final class AttachmentReaper extends AmazonReaper {
    private static final String KIND = "amazon.attachment";
    private static final String DEVICE = "device";
    private static final Duration FREE = Duration.ofMinutes(5);

    AttachmentReaper(Connections connections) {
        super(connections, KIND, "attachment of the volume");
    }

    /**
     * The resource of a volume that is going to be attached to this machine.
     *
     * @param device the name that it gets
     */
    static Resource resource(Connections.Open connection, String volume, String device) {
        return connection.resource(KIND, volume, Map.of(DEVICE, device));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        String volume = resource.name();
        refuseMounted(volume, resource.attributes().getOrDefault(DEVICE, ""));
        String what = "the volume " + volume + " to be detached";
        ec2.await(what, new Polling(null, null), FREE, line -> {}, () -> detached(volume, ec2) ? volume : null);
    }

    /** A file system must not lose its device while it is mounted. Elsewhere than on that machine nothing is found. */
    private static void refuseMounted(String volume, String device) throws ComponentException {
        Optional<Path> local = device.isEmpty()
                ? Optional.empty()
                : LocalDevices.ofThisMachine().find(device, volume);
        if (local.isPresent()) {
            List<Path> mounted = MountTable.read().of(local.get());
            if (!mounted.isEmpty()) {
                throw new ComponentException(
                        "its device " + local.get() + " is mounted on " + mounted.get(0) + ": unmount it first.");
            }
        }
    }

    /** Whether it is attached to nothing; false where that must be asked again. */
    private static boolean detached(String id, Ec2 ec2) throws ComponentException {
        Volume volume = VolumeReaper.describe(id, ec2);
        if (volume == null || volume.state() != VolumeState.IN_USE) {
            return true;
        }
        for (VolumeAttachment attachment : volume.attachments()) {
            if (attachment.state() == VolumeAttachmentState.ATTACHED) {
                VolumeReaper.detach(id, attachment.instanceId(), ec2);
            }
        }
        return false;
    }
}
