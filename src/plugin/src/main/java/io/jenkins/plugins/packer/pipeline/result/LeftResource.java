package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something that a run created and could not remove. */
@ExportedBean(defaultVisibility = 2)
public final class LeftResource implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String build;
    private final String kind;
    private final String name;
    private final String id;
    private final String reason;

    /**
     * Something left.
     *
     * @param build name of the build
     * @param kind such as {@code docker.container}
     * @param name its name
     * @param id its id, or empty where it is not known
     * @param reason why it is still there
     */
    public LeftResource(String build, String kind, String name, String id, String reason) {
        this.build = build;
        this.kind = kind;
        this.name = name;
        this.id = id;
        this.reason = reason;
    }

    @Exported
    public String getBuild() {
        return build;
    }

    @Exported
    public String getKind() {
        return kind;
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getId() {
        return id;
    }

    @Exported
    public String getReason() {
        return reason;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("build", build);
        map.put("kind", kind);
        map.put("name", name);
        map.put("id", id);
        map.put("reason", reason);
        return map;
    }
}
