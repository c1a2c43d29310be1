package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    /** What AWS says of keys that it does not know. */
    private static final Set<String> NOT_KNOWN =
            Set.of("AuthFailure", "InvalidClientTokenId", "UnrecognizedClientException");

    private static final Duration KNOWN = Duration.ofMinutes(2);

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
            if (options.vaultAwsEngine() == null) {
                connection.aws().verifyCredentials(context.cancellation());
            } else {
                awaitCredentials(connection.aws(), context);
            }
            return connection;
        });
    }

    /** Keys that Vault has had made a moment ago are not known everywhere at once. */
    private static void awaitCredentials(AwsConnection aws, BuildContext context) throws ComponentException {
        context.ui()
                .say("You're using Vault-generated AWS credentials. It may take a few moments for them to become"
                        + " available on AWS. Waiting...");
        Cancellation cancellation = context.cancellation();
        Ec2 ec2 = aws.ec2(cancellation);
        long end = System.nanoTime() + KNOWN.toNanos();
        new Polling(null, null)
                .waiting()
                .until("the keys of Vault", KNOWN.multipliedBy(2), cancellation, context.ui()::message, () -> {
                    try {
                        aws.verifyCredentials(cancellation);
                        return ec2.call("Listing the regions", client -> client.describeRegions());
                    } catch (AwsException e) {
                        if (!NOT_KNOWN.contains(e.code()) || System.nanoTime() > end) {
                            throw e;
                        }
                        return null;
                    }
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
