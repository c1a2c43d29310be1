package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Terminates a session of Session Manager. It is found among those of its instance by the reason that it was given. */
final class SessionReaper extends AmazonReaper {
    private static final String KIND = "amazon.session";
    private static final String INSTANCE = "instance";

    SessionReaper(Connections connections) {
        super(connections, KIND, "session");
    }

    /** The resource of a session that is going to be started; its name is the reason to give. */
    static Resource resource(Connections.Open connection, String instance) {
        return connection.resource(KIND, Marks.name("packer-"), Map.of(INSTANCE, instance));
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        AwsJson systems = aws.systems(ec2.cancellation());
        List<String> found = id == null ? find(resource, systems) : List.of(id);
        for (String session : found) {
            try {
                systems.call(
                        "Terminating the session " + session,
                        "TerminateSession",
                        Map.of("SessionId", Value.string(session)));
            } catch (AwsException e) {
                if (!e.code().equals("DoesNotExistException")) {
                    throw e;
                }
            }
        }
    }

    private static List<String> find(Resource resource, AwsJson systems) throws ComponentException {
        Value ofInstance = Value.object(Map.of(
                "key", Value.string("Target"),
                "value", Value.string(resource.attributes().getOrDefault(INSTANCE, ""))));
        JsonNode answer = systems.call(
                "Looking for the session " + resource.name(),
                "DescribeSessions",
                Map.of("State", Value.string("Active"), "Filters", Value.tuple(List.of(ofInstance))));
        List<String> found = new ArrayList<>();
        for (JsonNode session : answer.field("Sessions")
                .filter(JsonNode::isArray)
                .map(JsonNode::asArray)
                .orElse(List.of())) {
            if (AwsJson.text(session, "Reason").orElse("").equals(resource.name())) {
                AwsJson.text(session, "SessionId").ifPresent(found::add);
            }
        }
        return found;
    }
}
