package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes the files of a bundle from S3, by what their names begin with. */
final class BundleReaper extends AmazonReaper {
    private static final String KIND = "amazon.bundle";
    private static final String BUCKET = "bucket";
    private static final String PREFIX = "prefix";

    BundleReaper(Connections connections) {
        super(connections, KIND, "bundle");
    }

    /**
     * The resource of a bundle that is going to be uploaded.
     *
     * @param place the bucket, which may go on with a folder
     */
    static Resource resource(Connections.Open connection, String place, String prefix) {
        int slash = place.indexOf('/');
        String bucket = slash < 0 ? place : place.substring(0, slash);
        String folder = slash < 0 ? "" : place.substring(slash + 1).replaceFirst("/*$", "/");
        return connection.resource(KIND, place + "/" + prefix, Map.of(BUCKET, bucket, PREFIX, folder + prefix + "."));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        ObjectStore bucket = bucket(resource, aws, ec2.cancellation());
        for (String key : keys(resource, aws, ec2.cancellation())) {
            bucket.delete(key);
        }
    }

    /** The files that are there. */
    static List<String> keys(Resource resource, AwsConnection aws, Cancellation cancellation)
            throws ComponentException {
        return bucket(resource, aws, cancellation).keys(resource.attributes().getOrDefault(PREFIX, ""));
    }

    private static ObjectStore bucket(Resource resource, AwsConnection aws, Cancellation cancellation) {
        return aws.objects(resource.attributes().getOrDefault(BUCKET, ""), cancellation);
    }
}
