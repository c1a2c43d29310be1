package io.jenkins.plugins.packer.engine.builtin;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The directory that relative paths of a template start from. Artifacts and manifests name files as the template wrote
 * them; what is opened or registered for removal is the resolved path.
 *
 * @param path an absolute directory
 */
public record RunDirectory(Path path) {

    /** The directory of a build's run. */
    public static RunDirectory of(StepContext context) {
        return new RunDirectory(context.directory());
    }

    /** The place that a path of the template means; a trailing slash is lost. */
    public Path resolve(String written) {
        return path.resolve(written).toAbsolutePath().normalize();
    }

    /** The place that a path of the template means. */
    public Path resolve(Path written) {
        return path.resolve(written).toAbsolutePath().normalize();
    }

    /** As {@link #resolve(String)}, with the trailing slash kept where the template writes one. */
    public String resolveKeepingSlash(String written) {
        String resolved = resolve(written).toString();
        return written.endsWith("/") && !resolved.endsWith("/") ? resolved + "/" : resolved;
    }

    /**
     * An artifact that consists of local files and is destroyed by removing them.
     *
     * @param files as the template names them
     */
    public Artifact artifact(String builderId, String id, String description, List<Path> files) {
        List<Resource> resources = new ArrayList<>(files.size());
        for (Path file : files) {
            resources.add(Resource.file(resolve(file)));
        }
        return new Artifact(builderId, id, description, files, Map.of(), Map.of(), resources);
    }
}
