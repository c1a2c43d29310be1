package io.jenkins.plugins.packer.pipeline.agent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user asks for: the parameters of the steps and of the build step, checked. A class and not a record, since it is kept
 * with a running Pipeline.
 */
public final class BuildRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Path of a template, a file or a directory, relative to the workspace. */
    public String template = "";
    /**
     * Values of variables: texts, numbers, truth values, and lists and maps of them. They can be secrets and are not kept with the
     * build: they are needed only until the engine is started.
     */
    public transient Map<String, Object> vars = new LinkedHashMap<>();
    /** Files with values of variables, relative to the workspace. */
    public List<String> varFiles = new ArrayList<>();
    /** Patterns of builds that run. */
    public List<String> only = new ArrayList<>();
    /** Patterns of builds that do not. */
    public List<String> except = new ArrayList<>();
    /** Whether results of earlier builds are replaced. */
    public boolean force;
    /** What happens when a build fails: {@code cleanup}, {@code abort} or {@code run-cleanup-provisioner}. */
    public String onError = "cleanup";
    /** How many builds run at once; 0 for all. */
    public int parallelBuilds;
    /** Whether lines of output begin with the time. */
    public boolean timestampUi;
    /** Whether output has colours. */
    public boolean color;
    /** Name of a {@code packer} tool installation that is used instead of the engine; empty for the engine. */
    public String tool = "";
    /** Path of a Java on the agent, 17 or newer; empty for the Java that the agent runs on. */
    public String java = "";

    /** The flags that all commands with a template have. */
    List<String> templateFlags(StateDirectory state) {
        List<String> flags = new ArrayList<>();
        if (vars != null && !vars.isEmpty()) {
            // Not as arguments: those can be read by everybody on the machine.
            flags.add("-var-values=" + state.values());
        }
        flags.addAll(selection());
        return flags;
    }

    private List<String> selection() {
        List<String> flags = new ArrayList<>();
        if (!only.isEmpty()) {
            flags.add("-only=" + String.join(",", only));
        }
        if (!except.isEmpty()) {
            flags.add("-except=" + String.join(",", except));
        }
        for (String file : varFiles) {
            flags.add("-var-file=" + file);
        }
        return flags;
    }

    /** The flags of {@code build}, without the template, for the engine. */
    List<String> buildFlags(StateDirectory state) {
        List<String> flags = buildFlags();
        flags.addAll(templateFlags(state));
        return flags;
    }

    /** The same for another Packer, which reads values only from files of its own form. */
    List<String> otherBuildFlags(StateDirectory state) {
        List<String> flags = buildFlags();
        flags.addAll(selection());
        if (vars != null && !vars.isEmpty()) {
            flags.add("-var-file=" + state.variables());
        }
        return flags;
    }

    private List<String> buildFlags() {
        List<String> flags = new ArrayList<>();
        flags.add("-color=" + color);
        if (force) {
            flags.add("-force");
        }
        flags.add("-on-error=" + onError);
        if (parallelBuilds > 0) {
            flags.add("-parallel-builds=" + parallelBuilds);
        }
        if (timestampUi) {
            flags.add("-timestamp-ui");
        }
        return flags;
    }
}
