package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a temporary instance profile apart: the role out of it, then policy, role and profile, which have one name. */
final class InstanceProfileReaper extends AmazonReaper {
    private static final String KIND = "amazon.instance-profile";
    private static final String PROFILE = "InstanceProfileName";
    private static final String ROLE = "RoleName";

    InstanceProfileReaper(Connections connections) {
        super(connections, KIND, "instance profile and role");
    }

    static Resource resource(Connections.Open connection, String name) {
        return connection.resource(KIND, name, Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        String name = resource.name();
        Iam iam = aws.iam(ec2.cancellation());
        gone(
                iam,
                "Taking the role out of the instance profile " + name,
                "RemoveRoleFromInstanceProfile",
                PROFILE,
                name,
                ROLE,
                name);
        gone(iam, "Deleting the policy of the role " + name, "DeleteRolePolicy", ROLE, name, "PolicyName", name);
        gone(iam, "Deleting the role " + name, "DeleteRole", ROLE, name);
        gone(iam, "Deleting the instance profile " + name, "DeleteInstanceProfile", PROFILE, name);
    }

    private static void gone(Iam iam, String what, String action, String... namesAndValues) throws ComponentException {
        try {
            iam.change(what, action, namesAndValues);
        } catch (AwsException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
