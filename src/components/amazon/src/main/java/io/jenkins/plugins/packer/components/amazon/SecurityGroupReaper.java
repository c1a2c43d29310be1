package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Deletes a temporary security group, once nothing uses it any more. It is found by its name, which nothing else has. */
final class SecurityGroupReaper extends AmazonReaper {
    private static final String KIND = "amazon.security-group";
    private static final Duration IN_USE = Duration.ofMinutes(5);

    SecurityGroupReaper(Connections connections) {
        super(connections, KIND, "security group");
    }

    static Resource resource(Connections.Open connection, String name) {
        return connection.resource(KIND, name, Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        for (String group : id == null ? find(resource.name(), ec2) : List.of(id)) {
            delete(group, ec2);
        }
    }

    /** Ids of the groups of a name. */
    static List<String> find(String name, Ec2 ec2) throws ComponentException {
        return ec2
                .call(
                        "Looking for the security group " + name,
                        client -> client.describeSecurityGroups(
                                request -> request.filters(Filters.of("group-name", name))))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .toList();
    }

    private static void delete(String group, Ec2 ec2) throws ComponentException {
        String what = "the security group " + group + " to be free";
        ec2.await(what, new Polling(null, null), IN_USE, line -> {}, () -> {
            try {
                return ec2.call(
                        "Deleting the security group " + group,
                        client -> client.deleteSecurityGroup(request -> request.groupId(group)));
            } catch (AwsException e) {
                if (e.code().equals("DependencyViolation") || e.code().equals("InvalidGroup.InUse")) {
                    return null;
                }
                if (e.isNotFound()) {
                    return Boolean.TRUE;
                }
                throw e;
            }
        });
    }
}
