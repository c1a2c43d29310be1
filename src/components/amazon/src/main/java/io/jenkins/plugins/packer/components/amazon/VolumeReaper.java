package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Deletes volumes: one that was taken off its instance, or those that carry a tag, because they were created alone, or with
 * an instance and to outlive it.
 */
final class VolumeReaper extends AmazonReaper {
    /** The tag that volumes are found by; its value is the resource's name. */
    static final String MARK = "io.jenkins.packer.volume";

    private static final String KIND = "amazon.volume";
    private static final String DETACH = "detach";
    private static final Duration FREE = Duration.ofMinutes(5);

    VolumeReaper(Connections connections) {
        super(connections, KIND, "volume");
    }

    /**
     * The resource of a volume that is going to be created, or of those of an instance that is going to be launched.
     *
     * @param mark unique; the value of their tag
     */
    static Resource marked(Connections.Open connection, String mark) {
        return connection.resource(KIND, mark, Map.of());
    }

    /** The resource of a volume that is going to be taken off its instance, and would be deleted with it. */
    static Resource detached(Connections.Open connection, String volume) {
        return connection.resource(KIND, volume, Map.of(DETACH, volume));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        String detached = resource.attributes().get(DETACH);
        for (String volume : volumes(resource.name(), detached, id, ec2)) {
            String what = "the volume " + volume + " to be free";
            ec2.await(what, new Polling(null, null), FREE, line -> {}, () -> {
                return removed(volume, detached != null, ec2) ? volume : null;
            });
        }
    }

    private static List<String> volumes(String name, @Nullable String detached, @Nullable String id, Ec2 ec2)
            throws ComponentException {
        if (detached != null) {
            return List.of(detached);
        }
        if (id != null) {
            return id.isEmpty() ? List.of() : List.of(id.split(","));
        }
        return ec2
                .call(
                        "Looking for the volumes " + name,
                        client -> client.describeVolumes(request -> request.filters(Filters.tag(MARK, name))))
                .volumes()
                .stream()
                .map(Volume::volumeId)
                .toList();
    }

    /** Whether it is gone, or will go with its instance; false where that must be asked again. */
    private static boolean removed(String id, boolean mayDetach, Ec2 ec2) throws ComponentException {
        Volume volume = describe(id, ec2);
        if (volume == null || volume.state() == VolumeState.DELETING || volume.state() == VolumeState.DELETED) {
            return true;
        }
        if (volume.state() == VolumeState.IN_USE) {
            for (VolumeAttachment attachment : volume.attachments()) {
                if (Boolean.TRUE.equals(attachment.deleteOnTermination())) {
                    return true;
                }
                if (mayDetach && attachment.state() == VolumeAttachmentState.ATTACHED) {
                    detach(id, attachment.instanceId(), ec2);
                }
            }
            return false;
        }
        return volume.state() != VolumeState.CREATING && delete(id, ec2);
    }

    /** What EC2 knows of a volume; null where it is gone. */
    static @Nullable Volume describe(String id, Ec2 ec2) throws ComponentException {
        try {
            List<Volume> found = ec2.call(
                            "Describing the volume " + id,
                            client -> client.describeVolumes(request -> request.volumeIds(id)))
                    .volumes();
            return found.isEmpty() ? null : found.get(0);
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    /** Asks for a volume to be taken off its instance, unless that is under way. */
    static void detach(String id, String instance, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Detaching the volume " + id,
                    client ->
                            client.detachVolume(request -> request.volumeId(id).instanceId(instance)));
        } catch (AwsException e) {
            // It is being detached already, or its instance is ending.
            if (!e.isNotFound() && !e.code().equals("IncorrectState")) {
                throw e;
            }
        }
    }

    private static boolean delete(String id, Ec2 ec2) throws ComponentException {
        try {
            ec2.call("Deleting the volume " + id, client -> client.deleteVolume(request -> request.volumeId(id)));
            return true;
        } catch (AwsException e) {
            if (e.code().equals("VolumeInUse")) {
                return false;
            }
            if (e.isNotFound()) {
                return true;
            }
            throw e;
        }
    }
}
