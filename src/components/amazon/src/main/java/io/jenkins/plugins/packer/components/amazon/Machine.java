package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.Target;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The instance that is built on, as the communicator asks for it: its address is asked for anew until it has one.
 *
 * @param instance as EC2 described it when it was running
 * @param resource its entry in the journal
 * @param options which address counts
 * @param ec2 its region
 * @param key the key pair it was launched with, or null
 * @param password the password of a Windows instance, or null
 */
record Machine(
        Instance instance,
        Resource resource,
        InstanceOptions options,
        Ec2 ec2,
        @Override @Nullable TemporaryKeyPair keyPair,
        @Override @Nullable String password)
        implements Target {
    private static final Duration VOLUMES = Duration.ofMinutes(5);

    String id() {
        return instance.instanceId();
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    public @Nullable String host() throws ComponentException {
        Optional<Instance> found;
        try {
            found = describe(id(), ec2);
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
        if (found.isEmpty()) {
            return null;
        }
        Instance now = found.get();
        InstanceStateName state = now.state().name();
        if (state == InstanceStateName.TERMINATED || state == InstanceStateName.SHUTTING_DOWN) {
            throw new ComponentException("The instance " + id() + " ended by itself: " + reason(now)
                    + ". Look at its system log in the AWS console.");
        }
        if (state == InstanceStateName.STOPPED) {
            throw new ComponentException(
                    "The instance " + id() + " was stopped while it was waited for, not by this build: " + reason(now)
                            + ". Look for what stops it: user data, an automation, or somebody.");
        }
        return address(options.sshInterface(), now);
    }

    /** Where an instance is reached; null while it has no such address. */
    static @Nullable String address(@Nullable String chosen, Instance now) {
        if (chosen != null && !chosen.isEmpty()) {
            return switch (chosen) {
                case "public_ip" -> now.publicIpAddress();
                case "private_ip" -> now.privateIpAddress();
                case "public_dns" -> now.publicDnsName();
                case "private_dns" -> now.privateDnsName();
                case "ipv6" -> now.ipv6Address();
                default -> throw new IllegalStateException("interface: " + chosen);
            };
        }
        if (now.vpcId() == null || now.vpcId().isEmpty()) {
            return now.publicDnsName();
        }
        boolean open = now.publicIpAddress() != null && !now.publicIpAddress().isEmpty();
        return open ? now.publicIpAddress() : now.privateIpAddress();
    }

    /**
     * The volumes behind devices that the instance was launched with, waited for until all are known.
     *
     * @return ids by device, in the order of the devices
     */
    Map<String, String> volumes(List<String> devices, Polling polling, BuildContext context) throws ComponentException {
        Map<String, String> known = volumes(instance, devices);
        if (known.size() == devices.size()) {
            return known;
        }
        return ec2.await("the volumes of the instance " + id(), polling, VOLUMES, context.ui()::message, () -> {
            Map<String, String> found =
                    describe(id(), ec2).map(now -> volumes(now, devices)).orElse(Map.of());
            return found.size() == devices.size() ? found : null;
        });
    }

    private static Map<String, String> volumes(Instance instance, List<String> devices) {
        Map<String, String> volumes = new LinkedHashMap<>();
        for (String device : devices) {
            for (InstanceBlockDeviceMapping mapping : instance.blockDeviceMappings()) {
                if (mapping.deviceName().equals(device) && mapping.ebs() != null) {
                    volumes.put(device, mapping.ebs().volumeId());
                }
            }
        }
        return volumes;
    }

    /** Why an instance is in the state that it is in. */
    static String reason(Instance instance) {
        String words = instance.stateReason() == null
                ? ""
                : String.valueOf(instance.stateReason().message());
        return words.isEmpty() ? instance.state().nameAsString() : words;
    }

    /** What EC2 knows of an instance; empty where it does not answer with one. */
    static Optional<Instance> describe(String id, Ec2 ec2) throws ComponentException {
        return ec2
                .call(
                        "Describing the instance " + id,
                        client -> client.describeInstances(request -> request.instanceIds(id)))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .findFirst();
    }
}
