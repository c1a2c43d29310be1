package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes an image that was committed from a container or built out of a Dockerfile.
 *
 * <p>Where the process died between the request and the answer, the image has no name and its id is not known. It is
 * then found by a label: a commit merges its container's labels into the image, in the engine's classic image store
 * since ever and in its containerd store likewise, and the container's mark is unique. A commit that the engine is still
 * at work on (it goes on without its client) is waited for: the container is paused for just as long.
 */
final class ImageReaper implements ResourceReaper {
    static final String KIND = "docker.image";

    private static final String LABEL = "label";
    private static final String CONTAINER = "container";
    private static final String PRUNE = "prune";
    private static final Duration POLL = Duration.ofMillis(100);
    /** A commit copies the container's whole upper layer: ten minutes. */
    private static final int POLLS = 6000;

    /**
     * The resource of an image that is going to be committed.
     *
     * @param container name of its container
     * @param mark the container's mark, which the image inherits
     * @param prune whether its nameless parents go with it: those that a Dockerfile made, never the user's own
     */
    static Resource committed(Endpoint endpoint, String container, String mark, boolean prune) {
        Map<String, String> attributes = new LinkedHashMap<>(endpoint.attributes());
        attributes.put(LABEL, Marks.CONTAINER);
        attributes.put(CONTAINER, container);
        attributes.put(PRUNE, String.valueOf(prune));
        return new Resource(KIND, mark, attributes);
    }

    /** The resource of an image that is going to be built out of a Dockerfile. */
    static Resource built(Endpoint endpoint, String mark) {
        Map<String, String> attributes = new LinkedHashMap<>(endpoint.attributes());
        attributes.put(LABEL, Marks.IMAGE);
        attributes.put(PRUNE, "true");
        return new Resource(KIND, mark, attributes);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        String label = String.valueOf(resource.attributes().get(LABEL));
        try (DockerEngine engine = DockerEngine.connect(Endpoint.of(resource.attributes()), cancellation)) {
            Images images = new Images(engine);
            String container = resource.attributes().get(CONTAINER);
            List<String> ids;
            if (id != null) {
                ids = List.of(id);
            } else {
                if (container != null) {
                    awaitCommit(engine, container, resource.name(), cancellation);
                }
                ids = images.labelled(label, resource.name());
            }
            for (String image : ids) {
                remove(images, image, Boolean.parseBoolean(resource.attributes().get(PRUNE)), container == null);
            }
        } catch (ComponentException e) {
            throw new ComponentException(
                    "The image " + (id == null ? "with label " + label + "=" + resource.name() : id)
                            + " is still there: " + e.getMessage() + " Remove it with: docker rmi "
                            + (id == null
                                    ? "$(docker images -q --filter label=" + label + "=" + resource.name() + ")"
                                    : id),
                    e);
        }
    }

    private static void awaitCommit(DockerEngine engine, String container, String mark, Cancellation cancellation)
            throws ComponentException {
        Containers containers = new Containers(engine);
        for (int i = 0; i < POLLS; i++) {
            Optional<JsonNode> found = containers.find(container);
            if (found.isEmpty() || !found.get().path("State").path("Paused").asBoolean()) {
                break;
            }
            cancellation.pause(POLL);
        }
        // A request that the engine has accepted but not begun finds no container any more.
        ContainerReaper.remove(engine, container, mark, cancellation);
    }

    /**
     * Removes it. One that was built for a container whose image was committed is
     * part of that image, and only loses its own entry.
     */
    private static void remove(Images images, String image, boolean prune, boolean base) throws ComponentException {
        try {
            images.remove(image, prune);
        } catch (EngineException e) {
            if (!base || !e.isConflict() || !e.reason().contains("dependent child")) {
                throw e;
            }
        }
    }
}
