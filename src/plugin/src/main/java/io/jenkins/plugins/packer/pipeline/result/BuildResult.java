package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What came of one of a template's builds. */
@ExportedBean(defaultVisibility = 2)
public final class BuildResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String builderType;
    private String state = "planned";
    private String error = "";
    private String log = "";
    private long start;
    private long end;
    private final ArrayList<PhaseResult> phases = new ArrayList<>();
    private final ArrayList<ArtifactResult> artifacts = new ArrayList<>();

    /**
     * A build that has not begun.
     *
     * @param name such as {@code amazon-ebs.web}
     * @param builderType such as {@code amazon-ebs}
     */
    public BuildResult(String name, String builderType) {
        this.name = name;
        this.builderType = builderType;
    }

    void begin(long time) {
        start = time;
        state = "running";
    }

    void add(PhaseResult phase) {
        phases.add(phase);
    }

    void end(int phase, long time, String how) {
        phases.stream().filter(begun -> begun.number() == phase).forEach(begun -> begun.end(time, how));
    }

    void add(ArtifactResult artifact) {
        artifacts.add(artifact);
    }

    void end(long time, String how, String message) {
        end = time;
        state = how;
        error = message.isEmpty() ? "" : message + failedPart();
        phases.stream().filter(phase -> phase.getEnd() == 0).forEach(phase -> phase.end(time, how));
    }

    /** Which part of the template failed, where it was one. */
    private String failedPart() {
        return phases.stream()
                .filter(phase ->
                        phase.getState().equals("failed") && !phase.getKind().equals("cleanup"))
                .reduce((first, second) -> second)
                .filter(phase -> !phase.getPlace().isEmpty())
                .map(phase -> " (" + phase.getDescription() + ", " + phase.getPlace() + ")")
                .orElse("");
    }

    /** Says where its log is among the archived files. */
    public void setLog(String path) {
        log = path;
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getBuilderType() {
        return builderType;
    }

    /** {@code planned}, {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}. */
    @Exported
    public String getState() {
        return state;
    }

    /** Message of a build that failed. */
    @Exported
    public String getError() {
        return error;
    }

    /** Path of its log among the archived files, or empty. */
    @Exported
    public String getLog() {
        return log;
    }

    /** Milliseconds since 1970, or 0. */
    @Exported
    public long getStart() {
        return start;
    }

    /** Milliseconds since 1970, or 0. */
    @Exported
    public long getEnd() {
        return end;
    }

    /** Milliseconds. */
    @Exported
    public long getDuration() {
        return end == 0 ? 0 : end - start;
    }

    /** For people; empty while it runs. */
    public String getDurationText() {
        return end == 0 ? "" : Durations.text(getDuration());
    }

    @Exported
    public List<PhaseResult> getPhases() {
        return phases;
    }

    @Exported
    public List<ArtifactResult> getArtifacts() {
        return artifacts;
    }

    public boolean isSuccessful() {
        return state.equals("succeeded");
    }

    /** Image id by region, over all its artifacts; the later one wins. */
    public Map<String, String> images() {
        Map<String, String> images = new LinkedHashMap<>();
        artifacts.forEach(artifact -> images.putAll(artifact.getImages()));
        return images;
    }

    /** Its files, over all its artifacts, each path once. */
    public List<FileResult> files() {
        Map<String, FileResult> files = new LinkedHashMap<>();
        artifacts.forEach(artifact -> artifact.getFiles().forEach(file -> files.put(file.getPath(), file)));
        return new ArrayList<>(files.values());
    }

    /** Id of the last artifact that has one, or empty. */
    public String artifactId() {
        return last().map(ArtifactResult::getId).orElse("");
    }

    /** Maker of that artifact, or empty. */
    public String builderId() {
        return last().map(ArtifactResult::getBuilderId).orElse("");
    }

    /** Post-processors such as checksum make artifacts without an id: those say nothing of the image. */
    private Optional<ArtifactResult> last() {
        return artifacts.stream()
                .filter(artifact -> !artifact.getId().isEmpty())
                .reduce((first, second) -> second);
    }
}
