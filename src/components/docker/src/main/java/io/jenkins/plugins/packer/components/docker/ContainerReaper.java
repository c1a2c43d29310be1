package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kills and removes a container, with its anonymous volumes. It is found by its name and known by its label, so that a
 * container of somebody else that had the name first is left alone.
 */
final class ContainerReaper implements ResourceReaper {
    static final String KIND = "docker.container";

    private static final String MARK = "mark";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 300;

    /** The resource of a container that is going to be created. */
    static Resource resource(Endpoint endpoint, String name, String mark) {
        Map<String, String> attributes = new LinkedHashMap<>(endpoint.attributes());
        attributes.put(MARK, mark);
        return new Resource(KIND, name, attributes);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        try (DockerEngine engine = DockerEngine.connect(Endpoint.of(resource.attributes()), cancellation)) {
            remove(engine, resource.name(), resource.attributes().get(MARK), cancellation);
        } catch (ComponentException e) {
            throw new ComponentException(
                    "The container " + resource.name() + " is still there: " + e.getMessage()
                            + " Remove it with: docker rm -f -v " + resource.name(),
                    e);
        }
    }

    static void remove(DockerEngine engine, String name, @Nullable String mark, Cancellation cancellation)
            throws ComponentException {
        Containers containers = new Containers(engine);
        for (int i = 0; i < POLLS; i++) {
            Optional<JsonNode> found = containers.find(name);
            if (found.isEmpty() || !isOurs(found.get(), mark)) {
                return;
            }
            try {
                engine.send(
                        "Removing the container " + name,
                        "DELETE",
                        "/containers/" + found.get().path("Id").asText() + "?force=true&v=true");
                return;
            } catch (EngineException e) {
                if (e.isNotFound()) {
                    return;
                }
                // Somebody else is removing it, perhaps the engine itself because of --rm: wait until it is gone.
                if (!e.isConflict() || i == POLLS - 1) {
                    throw e;
                }
            }
            cancellation.pause(POLL);
        }
    }

    private static boolean isOurs(JsonNode container, @Nullable String mark) {
        String label =
                container.path("Config").path("Labels").path(Marks.CONTAINER).asText("");
        return mark != null && mark.equals(label);
    }
}
