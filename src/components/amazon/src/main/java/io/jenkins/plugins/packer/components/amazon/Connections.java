package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this process, so that a build's resources are removed with the credentials that created them: the
 * journal holds no secrets. A later process, which finds only the journal, uses those of its environment.
 */
final class Connections {
    private static final String CONNECTION = "connection";
    private static final String REGION = "region";
    private static final String ENDPOINT = "endpoint";
    private static final String PROFILE = "profile";
    private static final String CREDENTIALS_FILE = "credentials_file";
    private static final String INSECURE = "insecure";

    private final Map<String, AwsConnection> open = new ConcurrentHashMap<>();

    /**
     * A connection and what the journal says of it.
     *
     * @param aws the connection
     * @param attributes attributes of every resource that is created through it
     */
    record Open(AwsConnection aws, Map<String, String> attributes) {

        /** A resource in the build's region. */
        Resource resource(String kind, String name, Map<String, String> more) {
            return resource(kind, name, aws.region(), more);
        }

        /** A resource in a region. */
        Resource resource(String kind, String name, String region, Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(attributes);
            all.putAll(more);
            all.put(REGION, region);
            return new Resource(kind, name, all);
        }
    }

    /** Connects for a build. The connection stays open until the process ends, since the build's end needs it. */
    Open open(AccessOptions options, StepContext context) throws ComponentException {
        AwsConnection aws =
                AwsConnection.open(options, context.environment(), context.directory(), context.cancellation());
        String id = UUID.randomUUID().toString();
        open.put(id, aws);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(CONNECTION, id);
        put(attributes, ENDPOINT, options.customEndpointEc2());
        put(attributes, PROFILE, options.profile());
        put(attributes, CREDENTIALS_FILE, options.sharedCredentialsFile());
        if (options.insecureSkipTlsVerify()) {
            attributes.put(INSECURE, "true");
        }
        return new Open(aws, attributes);
    }

    /** Connects for a build, as a step of it, and asks AWS whether the credentials are valid. */
    Open verified(AccessOptions options, BuildContext context) throws ComponentException {
        return context.step("Connect to AWS", () -> {
            Open connection = open(options, context);
            connection.aws().verifyCredentials(context.cancellation());
            return connection;
        });
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    /**
     * What is done to a resource.
     *
     * @see #use
     */
    @FunctionalInterface
    interface Work {
        void run(AwsConnection aws, Ec2 ec2) throws ComponentException;
    }

    /** Does something in a resource's region, with the connection that created it, or a new one. */
    void use(Resource resource, Map<String, String> environment, Cancellation cancellation, Work work)
            throws ComponentException {
        Map<String, String> attributes = resource.attributes();
        String region = attributes.getOrDefault(REGION, "");
        AwsConnection live = open.get(attributes.getOrDefault(CONNECTION, ""));
        if (live != null) {
            work.run(live, live.ec2(region, cancellation));
            return;
        }
        AccessOptions options = AccessOptions.inRegion(
                region,
                attributes.get(ENDPOINT),
                attributes.get(PROFILE),
                attributes.get(CREDENTIALS_FILE),
                attributes.containsKey(INSECURE));
        try (AwsConnection later = AwsConnection.open(options, environment, Path.of(""), cancellation)) {
            work.run(later, later.ec2(region, cancellation));
        }
    }
}
