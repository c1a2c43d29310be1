package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.EbsVolumeOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of the {@code amazon-ebsvolume} builder: the volumes come into being with the instance and outlive it. */
record VolumeBuild(VolumeConfiguration configuration, BuildContext context, Connections connections) {

    /** The instance, and the volumes by device. */
    private record Launched(Machine machine, Map<String, String> volumes) {}

    /** Snapshots by device. */
    private record Taken(Map<String, VolumeSnapshots.Asked> byDevice) {
        List<String> ids() {
            return byDevice.values().stream().map(VolumeSnapshots.Asked::id).toList();
        }
    }

    Artifact run() throws ComponentException {
        String mark = Marks.name("packer-");
        InstanceWork.Plan plan = new InstanceWork.Plan(
                configuration.instance(),
                configuration.networking(),
                null,
                Launch.EBS,
                configuration.ebsVolumes().stream()
                        .map(EbsVolumeOptions::device)
                        .toList(),
                false,
                configuration.volumeTags(),
                mark);
        InstanceWork work = InstanceWork.begin(plan, configuration.access(), context, connections);
        BuildInfo info = work.findSource();
        // In the journal before the instance, so that they are looked for when it is gone.
        Resource volumes = VolumeReaper.marked(work.connection(), mark);
        Launched launched = context.resources()
                .produce(volumes, () -> launch(work, info), made -> String.join(",", staying(made.volumes())));
        context.step("Tag the volumes", () -> {
            tag(launched.volumes(), info, work.ec2());
            return null;
        });
        work.provision(launched.machine(), info);
        work.stop(launched.machine());
        Taken snapshots = context.step("Create the snapshots", () -> snapshots(launched.volumes(), info, work));
        work.end(launched.machine());
        return artifact(launched.volumes(), volumes, snapshots, info);
    }

    private Launched launch(InstanceWork work, BuildInfo info) throws ComponentException {
        Machine machine = work.launch(info);
        List<String> devices = configuration.ebsVolumes().stream()
                .filter(volume -> volume.device().hasVolume())
                .map(EbsVolumeOptions::name)
                .toList();
        return new Launched(machine, machine.volumes(devices, work.polling(), context));
    }

    /** Ids of the volumes that are the result. */
    private List<String> staying(Map<String, String> volumes) {
        return configuration.ebsVolumes().stream()
                .filter(EbsVolumeOptions::stays)
                .map(volume -> volumes.get(volume.name()))
                .toList();
    }

    /** The volumes get tags of their own in place of those that all volumes of the instance were launched with. */
    private void tag(Map<String, String> volumes, BuildInfo info, Ec2 ec2) throws ComponentException {
        Tags launchTags = Tags.of(configuration.volumeTags(), info, context);
        List<String> ids = List.copyOf(volumes.values());
        if (!launchTags.own().isEmpty() && !ids.isEmpty()) {
            context.ui().say("Deleting 'run_volume_tags' on EBS Volumes: " + String.join(", ", ids));
            ec2.eventually(
                    "Deleting tags of the volumes " + String.join(", ", ids),
                    client ->
                            client.deleteTags(request -> request.resources(ids).tags(launchTags.ownEc2())));
        }
        if (!ids.isEmpty()) {
            context.ui().say("Tagging EBS volumes...");
        }
        for (EbsVolumeOptions volume : configuration.ebsVolumes()) {
            Tags tags = Tags.of(volume.allTags(), info, context);
            String id = volumes.get(volume.name());
            if (tags.own().isEmpty() || id == null) {
                context.ui().say("No tags specified for volume on " + volume.name() + "...");
                continue;
            }
            tags.tell(context.ui());
            context.ui().message("Applying tags to EBS Volume: " + id);
            ec2.eventually(
                    "Tagging the volume " + id,
                    client -> client.createTags(request -> request.resources(id).tags(tags.ownEc2())));
        }
    }

    private Taken snapshots(Map<String, String> volumes, BuildInfo info, InstanceWork work) throws ComponentException {
        VolumeSnapshots snapshots = new VolumeSnapshots(work.connection(), work.ec2(), work.polling(), true, context);
        Map<String, VolumeSnapshots.Asked> taken = new LinkedHashMap<>();
        for (EbsVolumeOptions volume : configuration.ebsVolumes()) {
            if (volume.snapshotVolume()) {
                String id = volumes.get(volume.name());
                context.ui().say("Requesting snapshot of volume: " + id + "...");
                Tags tags = Tags.of(volume.snapshots().tags(), info, context);
                tags.tell(context.ui());
                taken.put(volume.name(), snapshots.ask(id, volume.snapshotDescription(), tags));
            }
        }
        Taken all = new Taken(taken);
        if (!taken.isEmpty()) {
            context.ui().say("Waiting for Snapshots to become ready...");
            snapshots.await(taken.values());
        }
        for (EbsVolumeOptions volume : configuration.ebsVolumes()) {
            if (volume.snapshotVolume()) {
                new SnapshotPermissions(volume.snapshots(), context)
                        .apply(taken.get(volume.name()).id(), work.ec2());
            }
        }
        return all;
    }

    private Artifact artifact(Map<String, String> volumes, Resource resource, Taken snapshots, BuildInfo info) {
        List<String> made = staying(volumes);
        List<String> ids = new ArrayList<>();
        made.forEach(id -> ids.add(info.region() + ":" + id));
        snapshots.ids().forEach(id -> ids.add(info.region() + ":" + id));
        ids.sort(null);
        List<Resource> resources = new ArrayList<>(List.of(resource));
        snapshots.byDevice().values().forEach(snapshot -> resources.add(snapshot.resource()));
        String description = "EBS Volumes were created:\n\n" + String.join("\n", ids);
        context.ui().say("Created Volumes: " + description);
        return new Artifact(
                VolumeBuilder.ID,
                String.join(",", ids),
                description,
                List.of(),
                Map.of(),
                Map.of("generated_data", info.values(), "volumes", made, "snapshots", snapshots.ids()),
                resources);
    }
}
