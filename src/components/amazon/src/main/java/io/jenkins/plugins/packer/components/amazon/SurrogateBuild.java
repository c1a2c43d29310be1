package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.LaunchDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RootDeviceOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One run of the {@code amazon-ebssurrogate} builder, from the image to start from to the images that it made. */
record SurrogateBuild(SurrogateConfiguration configuration, BuildContext context, Connections connections) {

    Artifact run() throws ComponentException {
        InstanceOptions instance = configuration.instance();
        AmiOptions ami = configuration.ami();
        InstanceWork.Plan plan = new InstanceWork.Plan(
                instance,
                ami.networking(),
                ami.amiVirtualizationType(),
                Launch.EBS,
                configuration.launchBlockDeviceMappings().stream()
                        .map(LaunchDeviceOptions::device)
                        .toList(),
                false,
                configuration.volumeTags(),
                "");
        InstanceWork work = InstanceWork.begin(plan, configuration.access(), context, connections);
        boolean replace = ami.forceDeregister() || context.options().force();
        context.step("Check the conditions", () -> {
            new Preconditions(ami, instance.network(), work.ec2(), context.ui()).check(replace, false);
            return null;
        });
        BuildInfo info = work.findSource();
        Machine machine = work.launch(info);
        work.provision(machine, info);
        work.stop(machine);
        SurrogateDevices devices = new SurrogateDevices(
                root(), configuration.launchBlockDeviceMappings(), configuration.amiBlockDeviceMappings());
        List<Resource> resources = new ArrayList<>();
        ImageOrigin origin = configuration.useCreateImage()
                ? swapped(devices, machine, info, work)
                : registered(devices, machine, info, work, resources);
        Images images = new ImageCreation(ami, work.connection(), work.polling(), context).make(origin, replace, info);
        work.end(machine);
        // What an intermediary was made of went with it.
        return (ami.throughIntermediary() ? images : images.with(resources)).artifact(SurrogateBuilder.ID, info);
    }

    private RootDeviceOptions root() {
        return Objects.requireNonNull(configuration.amiRootDevice(), "ami_root_device");
    }

    private ImageOrigin swapped(SurrogateDevices devices, Machine machine, BuildInfo info, InstanceWork work)
            throws ComponentException {
        context.step("Swap the root device", () -> {
            new VolumeSwap(root(), devices.omitted(), machine, work).run();
            return null;
        });
        Map<String, String> runTags = configuration.skipAmiRunTags()
                ? Map.of()
                : configuration.instance().tags();
        return new ImageOfInstance(machine, devices.ofInstance(), Tags.of(runTags, info, context));
    }

    private ImageOrigin registered(
            SurrogateDevices devices, Machine machine, BuildInfo info, InstanceWork work, List<Resource> resources)
            throws ComponentException {
        Map<String, String> snapshots =
                context.step("Create the snapshots", () -> snapshots(devices, machine, info, work, resources));
        return new RegisteredImage(
                RegisteredImage.request(configuration.ami(), configuration.registration())
                        .rootDeviceName(root().deviceName())
                        .blockDeviceMappings(devices.ofSnapshots(snapshots)),
                new Tags(Map.of(), Marks.of(context)),
                work.ec2());
    }

    /** Ids of the snapshots by device. */
    private Map<String, String> snapshots(
            SurrogateDevices devices, Machine machine, BuildInfo info, InstanceWork work, List<Resource> resources)
            throws ComponentException {
        Map<String, String> volumes = machine.volumes(devices.kept(), work.polling(), context);
        Tags tags = Tags.of(configuration.ami().snapshots().tags(), info, context);
        context.ui().say("Creating snapshot tags");
        tags.tell(context.ui());
        boolean result = !configuration.ami().throughIntermediary();
        VolumeSnapshots snapshots = new VolumeSnapshots(work.connection(), work.ec2(), work.polling(), result, context);
        Map<String, String> ids = new LinkedHashMap<>();
        List<VolumeSnapshots.Asked> all = new ArrayList<>();
        for (Map.Entry<String, String> volume : volumes.entrySet()) {
            context.ui().say("Creating snapshot of EBS Volume " + volume.getValue() + "...");
            VolumeSnapshots.Asked asked = snapshots.ask(volume.getValue(), configuration.snapshotDescription(), tags);
            ids.put(volume.getKey(), asked.id());
            all.add(asked);
            resources.add(asked.resource());
        }
        snapshots.await(all);
        return ids;
    }
}
