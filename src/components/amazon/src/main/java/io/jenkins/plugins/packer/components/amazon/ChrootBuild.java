package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.ChrootOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.process.OperatingSystem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;

/** One run of the {@code amazon-chroot} builder, from the volume that is attached to this machine to the images. */
record ChrootBuild(ChrootConfiguration configuration, BuildContext context, Connections connections, LiveMounts live) {

    Artifact run() throws ComponentException {
        if (!OperatingSystem.current().equals("linux")) {
            throw new ComponentException("The amazon-chroot builder only works on Linux: it mounts the volume on the"
                    + " machine that it runs on. amazon-ebssurrogate builds from anywhere.");
        }
        AmiOptions ami = configuration.ami();
        Connections.Open connection = connections.verified(configuration.access(), context);
        Ec2 ec2 = connection.aws().ec2(context.cancellation());
        Polling polling = Polling.of(configuration.access().polling(), context.environment());
        boolean replace = ami.forceDeregister() || context.options().force();
        context.step("Check the conditions", () -> {
            new Preconditions(ami, null, ec2, context.ui()).check(replace, false);
            return null;
        });
        Instance self = context.step("Find this instance", () -> {
            context.ui().say("Gathering information about this EC2 instance...");
            return ThisInstance.find(ec2, context);
        });
        BuildInfo info = context.step("Find the source image", () -> source(connection, ec2));
        AttachedVolume volume = new VolumeAttaching(configuration, self, info, connection, ec2, polling, context).run();
        provision(volume, info);
        context.step("Detach the volume", () -> {
            context.ui().say("Detaching EBS volume...");
            context.resources().remove(volume.attachment());
            return null;
        });
        boolean result = !ami.throughIntermediary();
        VolumeSnapshots.Asked snapshot = context.step("Create the snapshot", () -> {
            context.ui().say("Creating snapshot...");
            VolumeSnapshots snapshots = new VolumeSnapshots(connection, ec2, polling, result, context);
            VolumeSnapshots.Asked asked = snapshots.ask(volume.id(), null, new Tags(Map.of(), Marks.of(context)));
            context.ui().message("Snapshot ID: " + asked.id());
            snapshots.await(List.of(asked));
            return asked;
        });
        RegisteredImage origin = new RegisteredImage(
                new ChrootImage(configuration, info.source()).request(snapshot.id()),
                new Tags(Map.of(), Marks.of(context)),
                ec2);
        Images images = new ImageCreation(ami, connection, polling, context).make(origin, replace, info);
        context.ui().say("Deleting the created EBS volume...");
        context.resources().remove(volume.resource());
        // What an intermediary was made of went with it.
        return (result ? images.with(List.of(snapshot.resource())) : images).artifact(ChrootBuilder.ID, info);
    }

    private BuildInfo source(Connections.Open connection, Ec2 ec2) throws ComponentException {
        String region = connection.aws().region();
        if (configuration.fromScratch()) {
            return new BuildInfo(region, null);
        }
        Image image = new SourceImages(ec2)
                .find(
                        configuration.sourceAmi(),
                        configuration.sourceAmiFilter(),
                        configuration.ami().networking(),
                        configuration.ami().amiVirtualizationType(),
                        context.ui());
        context.ui().say("Checking the root device on source AMI...");
        if (!Launch.EBS.equals(image.rootDeviceTypeAsString())) {
            throw new ComponentException("The root device of the image " + image.imageId() + " is of type "
                    + image.rootDeviceTypeAsString()
                    + ", and amazon-chroot needs a snapshot to make a volume of: choose an EBS-backed image.");
        }
        return new BuildInfo(region, image);
    }

    /** Has the volume mounted and provisioned, and unmounts it. */
    private void provision(AttachedVolume volume, BuildInfo info) throws ComponentException {
        ChrootOptions options = configuration.chroot();
        WrappedShell shell = new WrappedShell(options.commandWrapper(), context);
        LocalCommands commands = new LocalCommands(shell, context);
        ChrootMounts mounts = new ChrootMounts(configuration, shell, live, context);
        String device = volume.templateDevice();
        context.step("Set up the device", () -> {
            commands.run("Running device setup commands...", options.preMountCommands(), Map.of("Device", device));
            return null;
        });
        Path root = context.step("Mount the volume", () -> {
            Path place = mountPath(volume);
            mounts.mountRoot(volume.awaitMounted(partition(info), context), place);
            return place;
        });
        context.step("Prepare the chroot", () -> {
            commands.run(
                    "Running post-mount commands...",
                    options.postMountCommands(),
                    Map.of("Device", device, "MountPath", root.toString()));
            mounts.mountExtra(root);
            mounts.copyFiles(root);
            return null;
        });
        Map<String, Object> values = new LinkedHashMap<>(info.values());
        values.put(ChrootBuilder.DEVICE, device);
        values.put(ChrootBuilder.MOUNT_PATH, root.toString());
        try (ChrootCommunicator communicator = new ChrootCommunicator(root, shell, context)) {
            context.provision(communicator, values);
        }
        context.step("Unmount the volume", () -> {
            mounts.takeBack();
            return null;
        });
    }

    private Path mountPath(AttachedVolume volume) throws ComponentException {
        String path = configuration.chroot().mountPath();
        String rendered = context.templates()
                .render(
                        path.isEmpty() ? "/mnt/packer-amazon-chroot-volumes/{{.Device}}" : path,
                        Map.of("Device", volume.mountedName()));
        return context.directory().resolve(rendered).toAbsolutePath().normalize();
    }

    /** The partition that is mounted: paravirtual images have none. */
    private String partition(BuildInfo info) {
        String wanted = configuration.ami().amiVirtualizationType();
        boolean given = wanted != null && !wanted.isEmpty();
        String virtualization = given ? wanted : info.image().virtualizationTypeAsString();
        return "hvm".equals(virtualization) ? configuration.chroot().partition() : "";
    }
}
