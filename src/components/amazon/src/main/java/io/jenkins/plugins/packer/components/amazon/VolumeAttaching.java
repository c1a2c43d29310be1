package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.ChrootOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Path;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Creates the volume of an {@code amazon-chroot} build and attaches it to this machine.
 *
 * @param self this machine
 */
record VolumeAttaching(
        ChrootConfiguration configuration,
        Instance self,
        BuildInfo info,
        Connections.Open connection,
        Ec2 ec2,
        Polling polling,
        BuildContext context) {

    AttachedVolume run() throws ComponentException {
        LocalDevices devices = LocalDevices.ofThisMachine();
        try (DeviceLock lock = DeviceLock.take(context)) {
            String device = device(devices);
            String mark = Marks.name("packer-");
            Resource resource = VolumeReaper.marked(connection, mark);
            String volume = context.step("Create the volume", () -> create(resource, mark));
            return context.step("Attach the volume", () -> attach(resource, volume, device, devices));
        }
    }

    private String device(LocalDevices devices) throws ComponentException {
        String given = configuration.chroot().devicePath();
        if (given == null || given.isEmpty()) {
            return devices.free(self.blockDeviceMappings().stream()
                    .map(InstanceBlockDeviceMapping::deviceName)
                    .toList());
        }
        if (devices.exists(given)) {
            throw new ComponentException("Device is in use: " + given
                    + ". Name another one with device_path, or leave that out to have a free one found.");
        }
        return given;
    }

    private String create(Resource resource, String mark) throws ComponentException {
        context.ui().say("Creating the root volume...");
        Tags tags = Tags.of(configuration.rootVolume().tags(), info, context);
        tags.tell(context.ui());
        CreateVolumeRequest request = new RootVolume(configuration.rootVolume(), info.source())
                .request(self.placement().availabilityZone())
                .tagSpecifications(tags.and(VolumeReaper.MARK, mark).specifications(ResourceType.VOLUME))
                .build();
        String volume = context.resources()
                .create(
                        resource,
                        () -> ec2.create("Creating the root volume", client -> client.createVolume(request))
                                .volumeId(),
                        created -> created);
        new VolumeStates(ec2, polling, context.ui()).awaitFree(volume);
        return volume;
    }

    private AttachedVolume attach(Resource resource, String volume, String device, LocalDevices devices)
            throws ComponentException {
        String asked = LocalDevices.asAsked(device);
        context.ui().say("Attaching the root volume to " + asked);
        Resource attachment = AttachmentReaper.resource(connection, volume, device);
        VolumeStates states = new VolumeStates(ec2, polling, context.ui());
        context.resources().create(attachment, () -> {
            states.attach(volume, self.instanceId(), asked);
            return volume;
        });
        states.awaitAttached(volume);
        ChrootOptions options = configuration.chroot();
        String other = options.nvmeDevicePath();
        if (other != null && !other.isEmpty()) {
            return new AttachedVolume(volume, resource, attachment, device, null, other);
        }
        Path found = AttachedVolume.waiting()
                .until(
                        "the device of the volume " + volume + " to show up as " + device
                                + " or by its id in /dev/disk/by-id; nvme_device_path names what to mount where it has"
                                + " another name",
                        AttachedVolume.SHOWN,
                        context.cancellation(),
                        context.ui()::message,
                        () -> devices.find(device, volume).orElse(null));
        return new AttachedVolume(volume, resource, attachment, device, found, null);
    }
}
