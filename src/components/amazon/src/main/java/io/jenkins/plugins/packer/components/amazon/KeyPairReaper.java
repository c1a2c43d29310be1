package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a temporary key pair. EC2 takes the deletion of one that is not there for a success. Where the template names the key
 * pair, somebody else's may have had that name already, and only one that carries the tag of its creation is deleted.
 */
final class KeyPairReaper extends AmazonReaper {
    /** The tag of a key pair whose name the template chooses. */
    static final String MARK = "io.jenkins.packer.key-pair";

    private static final String KIND = "amazon.key-pair";
    private static final String MARK_ATTRIBUTE = "mark";

    KeyPairReaper(Connections connections) {
        super(connections, KIND, "key pair");
    }

    /** The resource of a key pair whose name nothing else has. */
    static Resource resource(Connections.Open connection, String name) {
        return connection.resource(KIND, name, Map.of());
    }

    /**
     * The resource of a key pair whose name is the template's.
     *
     * @param mark unique; the value of its tag
     */
    static Resource named(Connections.Open connection, String name, String mark) {
        return connection.resource(KIND, name, Map.of(MARK_ATTRIBUTE, mark));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        if (id != null || isOwn(resource, ec2)) {
            delete(resource.name(), ec2);
        }
    }

    /** Whether a key pair that is there is the one that was asked for. */
    static boolean isOwn(Resource resource, Ec2 ec2) throws ComponentException {
        String mark = resource.attributes().get(MARK_ATTRIBUTE);
        return mark == null
                || !ec2.call(
                                "Looking for the key pair " + resource.name(),
                                client -> client.describeKeyPairs(request -> request.filters(
                                        Filters.of("key-name", resource.name()), Filters.tag(MARK, mark))))
                        .keyPairs()
                        .isEmpty();
    }

    static void delete(String name, Ec2 ec2) throws ComponentException {
        try {
            ec2.call("Deleting the key pair " + name, client -> client.deleteKeyPair(request -> request.keyName(name)));
        } catch (AwsException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
