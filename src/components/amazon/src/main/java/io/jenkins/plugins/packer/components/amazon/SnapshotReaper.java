package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes a snapshot of a volume. It is found by a tag that it got when it was asked for. */
final class SnapshotReaper extends AmazonReaper {
    /** The tag that a snapshot is found by; its value is the resource's name. */
    static final String MARK = "io.jenkins.packer.snapshot";

    private static final String KIND = "amazon.snapshot";

    SnapshotReaper(Connections connections) {
        super(connections, KIND, "snapshot");
    }

    /** The resource of a snapshot that is going to be asked for; its name is the value of its tag. */
    static Resource resource(Connections.Open connection) {
        return connection.resource(KIND, Marks.name("packer-"), Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        // EC2 makes another one where it is asked again because its answer was lost.
        Set<String> found = new LinkedHashSet<>(ImageReaper.markedSnapshots(MARK, resource.name(), ec2));
        if (id != null) {
            found.add(id);
        }
        for (String snapshot : found) {
            ImageReaper.delete(snapshot, ec2);
        }
    }
}
