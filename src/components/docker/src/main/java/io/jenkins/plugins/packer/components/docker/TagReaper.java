package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a name away that an image was given, by {@code docker-tag} or {@code docker-import}, and the image with its last
 * name. A name that another image had before goes back to that one; a name that somebody gave to another image
 * meanwhile stays where it is.
 */
final class TagReaper implements ResourceReaper {
    static final String KIND = "docker.tag";

    private static final String IMAGE = "image";
    private static final String PREVIOUS = "previous";

    /**
     * The resource of a name that is going to be given.
     *
     * @param image id of the image that gets it, or null where it is not known before
     */
    static Resource resource(DockerEngine engine, String name, @Nullable String image) throws ComponentException {
        Map<String, String> attributes = new LinkedHashMap<>(engine.endpoint().attributes());
        if (image != null) {
            attributes.put(IMAGE, image);
        }
        new Images(engine).find(name).ifPresent(previous -> attributes.put(PREVIOUS, Images.id(previous)));
        return new Resource(KIND, name, attributes);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        String name = resource.name();
        try (DockerEngine engine = DockerEngine.connect(Endpoint.of(resource.attributes()), cancellation)) {
            Images images = new Images(engine);
            String previous = resource.attributes().get(PREVIOUS);
            String image = id == null ? resource.attributes().get(IMAGE) : id;
            Optional<JsonNode> current = images.find(name);
            if (current.isEmpty()
                    || Images.id(current.get()).equals(previous)
                    || image != null && !image.equals(Images.id(current.get()))) {
                return;
            }
            if (previous == null || images.find(previous).isEmpty()) {
                images.remove(name, false);
                return;
            }
            images.tag(previous, name);
            Optional<JsonNode> ours = images.find(Images.id(current.get()));
            if (ours.isPresent() && ours.get().path("RepoTags").isEmpty()) {
                images.remove(Images.id(ours.get()), false);
            }
        } catch (ComponentException e) {
            throw new ComponentException(
                    "The image name " + name + " is still there: " + e.getMessage() + " Remove it with: docker rmi "
                            + name,
                    e);
        }
    }
}
