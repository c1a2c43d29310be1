package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A file that a build made. */
@ExportedBean(defaultVisibility = 2)
public final class FileResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final long size;
    private final String sha256;

    /**
     * A file.
     *
     * @param path as the template says
     * @param size bytes
     * @param sha256 in hexadecimal, or empty where it was not computed
     */
    public FileResult(String path, long size, String sha256) {
        this.path = path;
        this.size = size;
        this.sha256 = sha256;
    }

    @Exported
    public String getPath() {
        return path;
    }

    @Exported
    public long getSize() {
        return size;
    }

    @Exported
    public String getSha256() {
        return sha256;
    }
}
