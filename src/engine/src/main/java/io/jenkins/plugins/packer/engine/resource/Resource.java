package io.jenkins.plugins.packer.engine.resource;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run created outside its process and that can be removed again. It holds what a
 * {@link ResourceReaper} needs to find it, even if the process died between asking for it and learning its id; so its
 * name, label or tag is chosen before it is asked for. It holds no secret: it is written to the journal.
 *
 * @param kind names its reaper, such as {@code docker.container}
 * @param name what a user would recognise it by
 * @param attributes everything else that its reaper needs, such as the endpoint
 */
public record Resource(String kind, String name, Map<String, String> attributes) {
    /** Kind of a local file or directory. */
    public static final String FILE = "file";

    public Resource {
        attributes = Map.copyOf(attributes);
    }

    /** A local file or a directory with all that is in it. */
    public static Resource file(Path path) {
        return new Resource(FILE, path.toAbsolutePath().normalize().toString(), Map.of());
    }

    /** Spelled out: a record's own is linked at its first call, which costs every short run some 20 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource resource
                && kind.equals(resource.kind)
                && name.equals(resource.name)
                && attributes.equals(resource.attributes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + name.hashCode()) + attributes.hashCode();
    }
}
