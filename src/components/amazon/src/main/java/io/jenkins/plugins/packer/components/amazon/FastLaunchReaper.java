package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Disables fast launch of an image, so that EC2 deletes the snapshots that it has prepared. */
final class FastLaunchReaper extends AmazonReaper {
    private static final String KIND = "amazon.fast-launch";

    FastLaunchReaper(Connections connections) {
        super(connections, KIND, "fast launch of the image");
    }

    static Resource resource(Connections.Open connection, String image, String region) {
        return connection.resource(KIND, image, region, Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        String image = resource.name();
        boolean enabled = !ec2.call(
                        "Asking for the fast launch of the image " + image,
                        client -> client.describeFastLaunchImages(request -> request.imageIds(image)))
                .fastLaunchImages()
                .isEmpty();
        if (enabled) {
            ec2.call(
                    "Disabling fast launch of the image " + image,
                    client -> client.disableFastLaunch(
                            request -> request.imageId(image).force(true)));
        }
    }
}
