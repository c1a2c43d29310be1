package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One of the artifacts of a build: what its builder or a post-processor made. */
@ExportedBean(defaultVisibility = 2)
public final class ArtifactResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String builderId;
    private final String id;
    private final String description;
    private final LinkedHashMap<String, String> images;
    private final ArrayList<FileResult> files;

    /**
     * An artifact.
     *
     * @param builderId Packer's identifier of its maker
     * @param id its id, as Packer prints it
     * @param description text for people
     * @param images image id by region, by the empty text where the platform has none
     * @param files local files
     */
    public ArtifactResult(
            String builderId, String id, String description, Map<String, String> images, List<FileResult> files) {
        this.builderId = builderId;
        this.id = id;
        this.description = description;
        this.images = new LinkedHashMap<>(images);
        this.files = new ArrayList<>(files);
    }

    @Exported
    public String getBuilderId() {
        return builderId;
    }

    @Exported
    public String getId() {
        return id;
    }

    @Exported
    public String getDescription() {
        return description;
    }

    @Exported
    public Map<String, String> getImages() {
        return images;
    }

    @Exported
    public List<FileResult> getFiles() {
        return files;
    }
}
