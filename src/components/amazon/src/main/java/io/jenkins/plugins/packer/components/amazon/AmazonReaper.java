package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.PollingOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes resources of one kind from EC2: finds the connection, and says what is left when that does not work. */
abstract class AmazonReaper implements ResourceReaper {
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final Connections connections;
    private final String kind;
    private final String what;

    /**
     * A reaper.
     *
     * @param what what it removes, in words: {@code security group}
     */
    AmazonReaper(Connections connections, String kind, String what) {
        this.connections = connections;
        this.kind = kind;
        this.what = what;
    }

    @Override
    public final String kind() {
        return kind;
    }

    /** Searches by tag or name are among the last to know. Where the environment limits how long AWS is asked, that counts. */
    @Override
    public final Duration settling(Map<String, String> environment) {
        Duration limit = Polling.of(new PollingOptions(0, 0), environment).limit(SETTLING);
        return limit.compareTo(SETTLING) < 0 ? limit : SETTLING;
    }

    @Override
    public final void reap(
            Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        try {
            connections.use(resource, environment, cancellation, (aws, ec2) -> remove(resource, id, aws, ec2));
        } catch (ComponentException e) {
            throw new ComponentException(
                    "The " + what + " " + (id == null ? resource.name() : id) + " may still be there: " + e.getMessage()
                            + " Remove it in the AWS console, or run packer cleanup again.",
                    e);
        }
    }

    /**
     * Removes it, if it is there.
     *
     * @param id its id, or null where the process died before it was known
     * @param aws the connection
     * @param ec2 EC2 in the resource's region
     */
    abstract void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException;
}
