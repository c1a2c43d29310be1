package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What came of one run of the engine: of one {@code packerBuild}. */
@ExportedBean(defaultVisibility = 2)
public final class RunResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String template;
    private String runId = "";
    private String engine = "";
    private String state = "running";
    private String journal = "";
    private String node = "";
    private String message = "";
    private @Nullable String manifest = "";
    private final ArrayList<BuildResult> builds = new ArrayList<>();
    private final ArrayList<Problem> problems = new ArrayList<>();
    private final ArrayList<LeftResource> left = new ArrayList<>();

    /** A run that has not begun, of this template. */
    public RunResult(String template) {
        this.template = template;
    }

    void begin(String id, String version) {
        runId = id;
        engine = version;
    }

    void end(String how, String journalLeft) {
        state = how;
        journal = journalLeft;
    }

    void add(BuildResult build) {
        builds.add(build);
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    void add(LeftResource resource) {
        left.add(resource);
    }

    /** Keeps the first error of the run as a whole. */
    void say(String error) {
        message = message.isEmpty() ? error : message;
    }

    /** Closes what is still open, after an engine that could not. */
    void giveUp(long time, String how) {
        if (state.equals("running")) {
            state = how;
        }
        for (BuildResult build : builds) {
            if (build.getState().equals("running")) {
                build.end(time, how, "The engine ended before this build did.");
            }
        }
    }

    /** Says where the manifest is among the archived files. */
    public void setManifest(String path) {
        manifest = path;
    }

    /** Path of the manifest among the archived files; empty where it is not archived. */
    @Exported
    public String getManifest() {
        // Results that an older version has kept have none.
        return manifest == null ? "" : manifest;
    }

    public void setJournal(String path) {
        journal = path;
    }

    public void setNode(String name) {
        node = name;
    }

    @Exported
    public String getTemplate() {
        return template;
    }

    /** The run's UUID: what it created carries it as a tag. */
    @Exported
    public String getRunId() {
        return runId;
    }

    /** Version of what built. */
    @Exported
    public String getEngine() {
        return engine;
    }

    /** {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}. */
    @Exported
    public String getState() {
        return state;
    }

    /** Name of the agent, empty for the controller's own. */
    @Exported
    public String getNode() {
        return node;
    }

    /** Path of the resource journal on the agent where something is left, else empty. */
    @Exported
    public String getJournal() {
        return journal;
    }

    @Exported
    public List<BuildResult> getBuilds() {
        return builds;
    }

    @Exported
    public List<LeftResource> getLeft() {
        return left;
    }

    public List<Problem> problems() {
        return problems;
    }

    public boolean isSuccessful() {
        return state.equals("succeeded");
    }

    /** The first error of the template, of a failed build, or of the run as a whole; empty where there is none. */
    public String firstError() {
        for (Problem problem : problems) {
            if (problem.isError()) {
                return problem.inOneLine();
            }
        }
        for (BuildResult build : builds) {
            if (!build.getError().isEmpty() && build.getState().equals("failed")) {
                return build.getName() + ": " + build.getError();
            }
        }
        return message;
    }

    /** For a Pipeline: maps, lists, texts, numbers and truth values. */
    public Map<String, Object> toMap() {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (BuildResult build : builds) {
            byName.put(build.getName(), map(build));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("state", state);
        map.put("runId", runId);
        map.put("template", template);
        map.put("manifest", getManifest());
        map.put("builds", byName);
        map.put("errors", maps(true));
        map.put("warnings", maps(false));
        List<Object> remaining = new ArrayList<>();
        left.forEach(resource -> remaining.add(resource.toMap()));
        map.put("left", remaining);
        return map;
    }

    /** The errors, or the warnings, for a Pipeline. */
    public List<Object> maps(boolean errors) {
        List<Object> maps = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem.isError() == errors) {
                maps.add(problem.toMap());
            }
        }
        return maps;
    }

    /** One of its builds, for a Pipeline. */
    public Map<String, Object> map(BuildResult build) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", build.getName());
        map.put("type", build.getBuilderType());
        map.put("state", build.getState());
        map.put("error", build.getError());
        map.put("artifactId", build.artifactId());
        map.put("builderId", build.builderId());
        map.put("images", new LinkedHashMap<>(build.images()));
        List<Object> files = new ArrayList<>();
        build.files().forEach(file -> files.add(map(file)));
        map.put("files", files);
        List<Object> artifacts = new ArrayList<>();
        build.getArtifacts().forEach(artifact -> artifacts.add(map(artifact)));
        map.put("artifacts", artifacts);
        map.put("duration", build.getDuration());
        map.put("log", build.getLog());
        return map;
    }

    private static Map<String, Object> map(ArtifactResult artifact) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", artifact.getId());
        map.put("builderId", artifact.getBuilderId());
        map.put("description", artifact.getDescription());
        map.put("images", new LinkedHashMap<>(artifact.getImages()));
        List<Object> files = new ArrayList<>();
        artifact.getFiles().forEach(file -> files.add(map(file)));
        map.put("files", files);
        return map;
    }

    private static Map<String, Object> map(FileResult file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.getPath());
        map.put("size", file.getSize());
        map.put("sha256", file.getSha256());
        return map;
    }
}
