package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.RootDeviceOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.EbsInstanceBlockDevice;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;

/**
 * Takes the root device and what the image is not to have off a stopped instance, and attaches the volume that was
 * provisioned as its root device, so that an image can be made of it.
 *
 * @param root which volume becomes the root device
 * @param omitted devices that the image is not to have
 */
record VolumeSwap(RootDeviceOptions root, Set<String> omitted, Machine machine, InstanceWork work) {
    /** A root device by EC2's old convention, which Packer takes off in any case. */
    private static final String CONVENTIONAL_ROOT = "/dev/sda1";

    void run() throws ComponentException {
        Instance now = Machine.describe(machine.id(), machine.ec2())
                .orElseThrow(() -> new ComponentException("The instance " + machine.id() + " is not there any more."));
        EbsInstanceBlockDevice source = now.blockDeviceMappings().stream()
                .filter(mapping -> mapping.deviceName().equals(root.sourceDeviceName()))
                .map(InstanceBlockDeviceMapping::ebs)
                .findFirst()
                .orElseThrow(() -> new ComponentException("The instance " + machine.id() + " has no volume at "
                        + root.sourceDeviceName() + " any more, which was to become the root device."));
        Set<String> roots = new LinkedHashSet<>(
                List.of(String.valueOf(root.deviceName()), String.valueOf(root.sourceDeviceName()), CONVENTIONAL_ROOT));
        if (now.rootDeviceName() != null) {
            roots.add(now.rootDeviceName());
        }
        for (InstanceBlockDeviceMapping mapping : now.blockDeviceMappings()) {
            if (omitted.contains(mapping.deviceName()) || roots.contains(mapping.deviceName())) {
                detach(mapping);
            }
        }
        attach(source);
    }

    /** A volume that would go with the instance is deleted at the end of the build, as it is not part of it any more. */
    private void detach(InstanceBlockDeviceMapping mapping) throws ComponentException {
        String volume = mapping.ebs().volumeId();
        work.context().ui().say("Detaching EBS Device Name: " + mapping.deviceName() + ", Volume ID: " + volume);
        if (Boolean.TRUE.equals(mapping.ebs().deleteOnTermination())) {
            work.context().resources().create(VolumeReaper.detached(work.connection(), volume), () -> {
                askToDetach(mapping.deviceName(), volume);
                return volume;
            });
        } else {
            askToDetach(mapping.deviceName(), volume);
        }
        states().awaitFree(volume);
    }

    private void askToDetach(String device, String volume) throws ComponentException {
        try {
            machine.ec2()
                    .call(
                            "Detaching the volume " + volume,
                            client -> client.detachVolume(request -> request.instanceId(machine.id())
                                    .device(device)
                                    .volumeId(volume)));
        } catch (AwsException e) {
            // It is off already, where the answer to a first request was lost.
            if (!e.code().equals("IncorrectState") && !e.code().equals("InvalidAttachment.NotFound")) {
                throw e;
            }
        }
    }

    private void attach(EbsInstanceBlockDevice source) throws ComponentException {
        String volume = source.volumeId();
        work.context().ui().say("Attaching Root EBS Device Name " + root.deviceName() + ", Volume ID: " + volume);
        states().attach(volume, machine.id(), String.valueOf(root.deviceName()));
        states().awaitAttached(volume);
        // A volume that is attached stays when the instance ends, until it is told otherwise.
        InstanceBlockDeviceMappingSpecification kept = InstanceBlockDeviceMappingSpecification.builder()
                .deviceName(root.deviceName())
                .ebs(ebs -> ebs.deleteOnTermination(source.deleteOnTermination()))
                .build();
        machine.ec2()
                .call(
                        "Setting delete_on_termination of " + root.deviceName(),
                        client -> client.modifyInstanceAttribute(
                                request -> request.instanceId(machine.id()).blockDeviceMappings(kept)));
    }

    private VolumeStates states() {
        return new VolumeStates(machine.ec2(), work.polling(), work.context().ui());
    }
}
