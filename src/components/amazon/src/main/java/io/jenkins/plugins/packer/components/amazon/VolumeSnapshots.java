package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/**
 * Snapshots of volumes, which are asked for one after the other and waited for together.
 *
 * @param result whether they are the build's result, or needed only while it runs
 */
record VolumeSnapshots(Connections.Open connection, Ec2 ec2, Polling polling, boolean result, BuildContext context) {
    private static final Duration COMPLETED = Duration.ofHours(1);

    /**
     * A snapshot that was asked for.
     *
     * @param id its id
     * @param resource its entry in the journal
     */
    record Asked(String id, Resource resource) {}

    /**
     * Asks for a snapshot.
     *
     * @param volume the volume's id
     * @param description of the template, or null for one with the time
     */
    Asked ask(String volume, @Nullable String description, Tags tags) throws ComponentException {
        Resource resource = SnapshotReaper.resource(connection);
        String text = description == null || description.isEmpty()
                ? "Packer: " + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                : description;
        CreateSnapshotRequest request = CreateSnapshotRequest.builder()
                .volumeId(volume)
                .description(text)
                .tagSpecifications(
                        tags.and(SnapshotReaper.MARK, resource.name()).specifications(ResourceType.SNAPSHOT))
                .build();
        ResourceScope.Creation<String> creation = () -> ec2.create(
                        "Creating a snapshot of the volume " + volume, client -> client.createSnapshot(request))
                .snapshotId();
        String id = result
                ? context.resources().produce(resource, creation, created -> created)
                : context.resources().create(resource, creation, created -> created);
        return new Asked(id, resource);
    }

    /** Waits until all are there. */
    void await(Collection<Asked> asked) throws ComponentException {
        if (!asked.isEmpty()) {
            List<String> ids = asked.stream().map(Asked::id).toList();
            String what = "the snapshots " + String.join(", ", ids) + " to be completed";
            ec2.await(what, polling, COMPLETED, context.ui()::message, () -> completed(ids));
            removeTwins(asked);
        }
    }

    /** EC2 makes another snapshot where it is asked again because its answer was lost. */
    private void removeTwins(Collection<Asked> asked) throws ComponentException {
        for (Asked snapshot : asked) {
            for (String twin : ImageReaper.markedSnapshots(
                    SnapshotReaper.MARK, snapshot.resource().name(), ec2)) {
                if (!twin.equals(snapshot.id())) {
                    ImageReaper.delete(twin, ec2);
                }
            }
        }
    }

    private @Nullable Boolean completed(List<String> ids) throws ComponentException {
        List<Snapshot> found;
        try {
            found = ec2.call(
                            "Describing the snapshots " + String.join(", ", ids),
                            client -> client.describeSnapshots(request -> request.snapshotIds(ids)))
                    .snapshots();
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
        for (Snapshot snapshot : found) {
            if (snapshot.state() == SnapshotState.ERROR) {
                throw new ComponentException("The snapshot " + snapshot.snapshotId() + " of the volume "
                        + snapshot.volumeId() + " failed: " + snapshot.stateMessage() + ".");
            }
        }
        boolean all = found.size() == ids.size()
                && found.stream().allMatch(snapshot -> snapshot.state() == SnapshotState.COMPLETED);
        return all ? Boolean.TRUE : null;
    }
}
