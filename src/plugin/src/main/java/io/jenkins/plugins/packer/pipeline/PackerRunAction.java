package io.jenkins.plugins.packer.pipeline;

import hudson.EnvVars;
import hudson.model.AbstractBuild;
import hudson.model.Api;
import hudson.model.EnvironmentContributingAction;
import hudson.model.Run;
import io.jenkins.plugins.packer.pipeline.result.BuildResult;
import io.jenkins.plugins.packer.pipeline.result.Manifest;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import io.jenkins.plugins.packer.pipeline.result.TerraformVariables;
import io.jenkins.plugins.packer.pipeline.result.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What Packer built in a Jenkins build: kept with it, shown on its page and on one of its own, and read by other jobs. */
@ExportedBean
public final class PackerRunAction implements RunAction2, EnvironmentContributingAction {
    static final String URL = "packer";

    private final ArrayList<RunResult> runs = new ArrayList<>();
    private transient @Nullable Run<?, ?> run;

    /** The action of a Jenkins build, which gets one if it has none. */
    static PackerRunAction of(Run<?, ?> run) {
        synchronized (run) {
            PackerRunAction action = run.getAction(PackerRunAction.class);
            if (action == null) {
                action = new PackerRunAction();
                run.addAction(action);
            }
            return action;
        }
    }

    /**
     * Adds a run.
     *
     * @return its number in the Jenkins build, from 1
     */
    int add(RunResult result) {
        synchronized (runs) {
            for (int index = 0; index < runs.size(); index++) {
                if (!result.getRunId().isEmpty() && runs.get(index).getRunId().equals(result.getRunId())) {
                    // Jenkins stopped when it had just been added.
                    runs.set(index, result);
                    return index + 1;
                }
            }
            runs.add(result);
            return runs.size();
        }
    }

    /** What was built, in the form of Packer's manifest. */
    byte[] manifest() {
        return Manifest.of(getRuns());
    }

    /** The runs of the Jenkins build. */
    @Exported(inline = true)
    public List<RunResult> getRuns() {
        synchronized (runs) {
            return new ArrayList<>(runs);
        }
    }

    /** What all runs of the Jenkins build made together, for a Pipeline; a later build of the same name wins. */
    Map<String, Object> toMap() {
        Map<String, Object> builds = new LinkedHashMap<>();
        String state = "succeeded";
        String manifest = "";
        for (RunResult result : getRuns()) {
            for (BuildResult build : result.getBuilds()) {
                if (build.isSuccessful()) {
                    builds.put(build.getName(), result.map(build));
                }
            }
            state = result.isSuccessful() ? state : result.getState();
            manifest = result.getManifest().isEmpty() ? manifest : result.getManifest();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("state", state);
        map.put("builds", builds);
        map.put("manifest", manifest);
        return map;
    }

    /** Every image and every file, a row each. */
    public List<ImageRow> getImages() {
        return ImageRow.of(getRuns());
    }

    /** The builds, each with the place of its bars. */
    public Timeline getTimeline() {
        return Timeline.of(getRuns());
    }

    public @Nullable Run<?, ?> getRun() {
        return run;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        run = owner;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        run = owner;
    }

    @Override
    public String getIconFileName() {
        return "symbol-packer plugin-packer-pipeline";
    }

    @Override
    public String getDisplayName() {
        return Messages.PackerRunAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** For the later steps of a freestyle job: {@code PACKER_IMAGE_DOCKER_WEB}, and one for each region. */
    @Override
    public void buildEnvironment(Run<?, ?> owner, EnvVars environment) {
        if (!(owner instanceof AbstractBuild)) {
            return;
        }
        for (RunResult result : getRuns()) {
            for (BuildResult build : result.getBuilds()) {
                variables(build, environment);
            }
        }
    }

    private static void variables(BuildResult build, EnvVars environment) {
        String name = "PACKER_IMAGE_" + TerraformVariables.variable(build.getName());
        Map<String, String> images = build.images();
        if (images.size() == 1) {
            environment.put(name, images.values().iterator().next());
        }
        images.forEach((region, image) -> {
            if (!region.isEmpty()) {
                environment.put(name + "_" + TerraformVariables.variable(region), image);
            }
        });
        if (!build.artifactId().isEmpty()) {
            environment.put("PACKER_ARTIFACT_" + TerraformVariables.variable(build.getName()), build.artifactId());
        }
    }
}
