package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes an object of S3, and gives up uploads of it that were not finished. */
final class ObjectReaper extends AmazonReaper {
    private static final String KIND = "amazon.s3-object";
    private static final String BUCKET = "bucket";
    private static final String KEY = "key";

    ObjectReaper(Connections connections) {
        super(connections, KIND, "object");
    }

    /** The resource of an object that is going to be uploaded. */
    static Resource resource(Connections.Open connection, ObjectStore store, String key) {
        return connection.resource(KIND, store.name(key), Map.of(BUCKET, store.bucket(), KEY, key));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        ObjectStore store = aws.objects(resource.attributes().getOrDefault(BUCKET, ""), ec2.cancellation());
        String key = resource.attributes().getOrDefault(KEY, "");
        if (id == null) {
            store.abandon(key);
        }
        store.delete(key);
    }
}
