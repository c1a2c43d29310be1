package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Terminates an instance, waits for its end, and deletes the volumes that EC2 keeps of it, but for those that the
 * template maps itself. The instance is found by a tag that it got when it was launched.
 */
final class InstanceReaper extends AmazonReaper {
    /** The tag that an instance is found by; its value is the resource's name. */
    static final String MARK = "io.jenkins.packer.instance";

    private static final String KIND = "amazon.instance";
    private static final String MAPPED = "mapped_devices";
    private static final Duration TERMINATION = Duration.ofMinutes(15);
    private static final Duration UNKNOWN = Duration.ofSeconds(20);

    InstanceReaper(Connections connections) {
        super(connections, KIND, "instance");
    }

    /**
     * The resource of an instance that is going to be launched.
     *
     * @param name unique; the value of its tag
     * @param mappedDevices devices of which the template says whether their volumes stay
     */
    static Resource resource(Connections.Open connection, String name, List<String> mappedDevices) {
        return connection.resource(KIND, name, Map.of(MAPPED, String.join(",", mappedDevices)));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        Set<String> mapped =
                Set.of(resource.attributes().getOrDefault(MAPPED, "").split(","));
        for (Instance instance : id == null ? marked(resource.name(), ec2) : known(id, ec2)) {
            List<String> volumes = volumes(instance, mapped);
            terminate(instance.instanceId(), ec2);
            deleteVolumes(volumes, ec2);
        }
    }

    private static List<Instance> marked(String mark, Ec2 ec2) throws ComponentException {
        return ec2
                .call(
                        "Looking for the instance " + mark,
                        client -> client.describeInstances(request -> request.filters(Filters.tag(MARK, mark))))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    /** An instance that is not found has been gone for an hour, or was launched a moment ago. */
    private static List<Instance> known(String id, Ec2 ec2) throws ComponentException {
        long end = System.nanoTime() + UNKNOWN.toNanos();
        String what = "the instance " + id + " to be known";
        return ec2.await(what, new Polling(null, null), UNKNOWN.multipliedBy(2), line -> {}, () -> {
            List<Instance> found = byId(id, ec2);
            return found.isEmpty() && System.nanoTime() < end ? null : found;
        });
    }

    private static List<Instance> byId(String id, Ec2 ec2) throws ComponentException {
        try {
            return Machine.describe(id, ec2).map(List::of).orElse(List.of());
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }

    /** Volumes that outlive the instance although the template does not ask for that. */
    private static List<String> volumes(Instance instance, Set<String> mapped) {
        List<String> volumes = new ArrayList<>();
        for (InstanceBlockDeviceMapping mapping : instance.blockDeviceMappings()) {
            boolean stays =
                    mapping.ebs() != null && !Boolean.TRUE.equals(mapping.ebs().deleteOnTermination());
            if (stays && !mapped.contains(mapping.deviceName())) {
                volumes.add(mapping.ebs().volumeId());
            }
        }
        return volumes;
    }

    private static void terminate(String id, Ec2 ec2) throws ComponentException {
        boolean[] asked = {askForEnd(id, ec2)};
        String what = "the instance " + id + " to be terminated";
        ec2.await(what, new Polling(null, null), TERMINATION, line -> {}, () -> {
            List<Instance> found = byId(id, ec2);
            if (found.isEmpty() || found.get(0).state().name() == InstanceStateName.TERMINATED) {
                return id;
            }
            asked[0] = asked[0] || askForEnd(id, ec2);
            return null;
        });
    }

    /** False where EC2 does not know the instance, or not everywhere yet. */
    private static boolean askForEnd(String id, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Terminating the instance " + id,
                    client -> client.terminateInstances(request -> request.instanceIds(id)));
            return true;
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private static void deleteVolumes(List<String> volumes, Ec2 ec2) throws ComponentException {
        if (volumes.isEmpty()) {
            return;
        }
        List<Volume> left = ec2.call(
                        "Looking for volumes of the instance",
                        client -> client.describeVolumes(
                                request -> request.filters(Filters.of("volume-id", volumes.toArray(String[]::new)))))
                .volumes();
        for (Volume volume : left) {
            if (volume.state() == VolumeState.AVAILABLE) {
                delete(volume.volumeId(), ec2);
            }
        }
    }

    private static void delete(String volume, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Deleting the volume " + volume,
                    client -> client.deleteVolume(request -> request.volumeId(volume)));
        } catch (AwsException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
