package io.jenkins.plugins.packer.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file that Packer's {@code manifest} post-processor writes, {@code packer-manifest.json}: what each build of one or
 * more runs made. Its form is that of packer, post-processor/manifest.
 *
 * @param builds an entry for each use of the post-processor, in the order in which they were written
 * @param lastRunUuid the run that wrote last; empty in a file without runs
 */
public record PackerManifest(List<Build> builds, String lastRunUuid) {

    /** A manifest without entries. */
    public static final PackerManifest EMPTY = new PackerManifest(List.of(), "");

    public PackerManifest {
        builds = List.copyOf(builds);
    }

    /**
     * Reads a manifest; members that Packer does not know are left out, as Packer does.
     *
     * @throws IOException when it is not JSON, or not a manifest
     */
    public static PackerManifest parse(byte[] json) throws IOException {
        return PackerManifestReader.read(json);
    }

    /** The manifest as JSON: UTF-8, the same bytes as Packer writes. */
    public byte[] toJson() {
        return PackerManifestWriter.write(this);
    }

    /**
     * What one build made.
     *
     * @param name the source's name
     * @param builderType the builder's type, such as {@code docker}
     * @param buildTime seconds since 1970, or 0 where the time is left out
     * @param files local files; null where there are none
     * @param artifactId the image's id
     * @param packerRunUuid the run
     * @param customData {@code custom_data} of the template; null where there is none
     */
    public record Build(
            String name,
            String builderType,
            long buildTime,
            @Nullable List<File> files,
            String artifactId,
            String packerRunUuid,
            @Nullable Map<String, String> customData) {

        public Build {
            files = files == null ? null : List.copyOf(files);
            customData = customData == null ? null : Map.copyOf(customData);
        }
    }

    /**
     * A file of an artifact.
     *
     * @param name its path, or its name alone
     * @param size bytes
     */
    public record File(String name, long size) {}
}
