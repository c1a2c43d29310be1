package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A part of a build with its times: a step of the builder, a provisioner, a post-processor, the clean-up. */
@ExportedBean(defaultVisibility = 2)
public final class PhaseResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int number;
    private final String kind;
    private final String description;
    private final @Nullable String place;
    private final long start;
    private long end;
    private String state = "running";

    /**
     * A part that has begun.
     *
     * @param number within its build, from 1
     * @param kind {@code build}, {@code provision}, {@code post_process} or {@code cleanup}
     * @param description a few words
     * @param place where the template asks for it, or empty
     * @param start milliseconds since 1970
     */
    PhaseResult(int number, String kind, String description, String place, long start) {
        this.number = number;
        this.kind = kind;
        this.description = description;
        this.place = place;
        this.start = start;
    }

    void end(long time, String how) {
        end = time;
        state = how;
    }

    int number() {
        return number;
    }

    @Exported
    public String getKind() {
        return kind;
    }

    @Exported
    public String getDescription() {
        return description;
    }

    /** Where the template asks for it, such as {@code main.pkr.hcl line 12}; empty for what the builder does by itself. */
    @Exported
    public String getPlace() {
        // Builds of an older plugin have none.
        return place == null ? "" : place;
    }

    /** Milliseconds since 1970. */
    @Exported
    public long getStart() {
        return start;
    }

    /** Milliseconds since 1970, or 0 while it runs. */
    @Exported
    public long getEnd() {
        return end;
    }

    /** For people; empty while it runs. */
    public String getDurationText() {
        return end == 0 ? "" : Durations.text(end - start);
    }

    /** {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}. */
    @Exported
    public String getState() {
        return state;
    }
}
