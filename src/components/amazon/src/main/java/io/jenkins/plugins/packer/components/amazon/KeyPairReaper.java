package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes a temporary key pair. EC2 takes the deletion of one that is not there for a success. */
final class KeyPairReaper extends AmazonReaper {
    private static final String KIND = "amazon.key-pair";

    KeyPairReaper(Connections connections) {
        super(connections, KIND, "key pair");
    }

    static Resource resource(Connections.Open connection, String name) {
        return connection.resource(KIND, name, Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Deleting the key pair " + resource.name(),
                    client -> client.deleteKeyPair(request -> request.keyName(resource.name())));
        } catch (AwsException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
