package io.jenkins.plugins.packer.engine.builtin.manifest;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.report.PackerManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entry of a build that failed out of the manifest, which other builds and runs share; a manifest without
 * entries is removed.
 */
public final class ManifestEntryReaper implements ResourceReaper {
    /** Kind of its resources. */
    public static final String KIND = "manifest.entry";

    private static final String RUN = "packer_run_uuid";
    private static final String NAME = "name";
    private static final String BUILDER_TYPE = "builder_type";
    private static final String ARTIFACT_ID = "artifact_id";

    /** The entry as a resource. */
    static Resource resource(Path manifest, PackerManifest.Build entry) {
        return new Resource(
                KIND,
                manifest.toString(),
                Map.of(
                        RUN, entry.packerRunUuid(),
                        NAME, entry.name(),
                        BUILDER_TYPE, entry.builderType(),
                        ARTIFACT_ID, entry.artifactId()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        ManifestFile file = new ManifestFile(Path.of(resource.name()), cancellation);
        if (file.exists()) {
            file.update(present -> without(present, resource.attributes()));
        }
    }

    /** Without the last entry of the build: two uses of the post-processor wrote two, each with its own resource. */
    private static PackerManifest without(PackerManifest present, Map<String, String> entry) {
        List<PackerManifest.Build> builds = new ArrayList<>(present.builds());
        for (int i = builds.size() - 1; i >= 0; i--) {
            PackerManifest.Build build = builds.get(i);
            if (build.packerRunUuid().equals(entry.get(RUN))
                    && build.name().equals(entry.get(NAME))
                    && build.builderType().equals(entry.get(BUILDER_TYPE))
                    && build.artifactId().equals(entry.get(ARTIFACT_ID))) {
                builds.remove(i);
                break;
            }
        }
        return new PackerManifest(builds, present.lastRunUuid());
    }
}
