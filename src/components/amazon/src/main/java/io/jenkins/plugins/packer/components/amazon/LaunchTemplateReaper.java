package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes the launch template of a spot instance. */
final class LaunchTemplateReaper extends AmazonReaper {
    private static final String KIND = "amazon.launch-template";
    private static final String UNKNOWN_NAME = "InvalidLaunchTemplateName.NotFoundException";

    LaunchTemplateReaper(Connections connections) {
        super(connections, KIND, "launch template");
    }

    static Resource resource(Connections.Open connection, String name) {
        return connection.resource(KIND, name, Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        try {
            ec2.call(
                    "Deleting the launch template " + resource.name(),
                    client -> client.deleteLaunchTemplate(request -> request.launchTemplateName(resource.name())));
        } catch (AwsException e) {
            if (!e.isNotFound() && !e.code().equals(UNKNOWN_NAME)) {
                throw e;
            }
        }
    }
}
