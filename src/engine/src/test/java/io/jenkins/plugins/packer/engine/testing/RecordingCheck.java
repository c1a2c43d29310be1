package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what a check reported. */
public final class RecordingCheck implements ConfigurationCheck {
    private final Path directory;
    private final Set<String> set;
    private final Set<String> unknown;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> templates = new ArrayList<>();

    /**
     * @param directory where relative paths start
     * @param set options that the template sets
     * @param unknown those of them whose value is not known yet
     */
    public RecordingCheck(Path directory, Set<String> set, Set<String> unknown) {
        this.directory = directory;
        this.set = Set.copyOf(set);
        this.unknown = Set.copyOf(unknown);
    }

    @Override
    public Path directory() {
        return directory;
    }

    /** Sets a variable of the run's environment. */
    public RecordingCheck environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    @Override
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void error(String option, String summary, String detail) {
        errors.add(option + ": " + summary + ": " + detail);
    }

    @Override
    public void warning(String option, String summary, String detail) {
        warnings.add(option + ": " + summary + ": " + detail);
    }

    @Override
    public boolean isSet(String option) {
        return set.contains(option) || unknown.contains(option);
    }

    @Override
    public boolean isUnknown(String option) {
        return unknown.contains(option);
    }

    @Override
    public void goTemplate(String option, String template) {
        templates.add(option + ": " + template);
    }

    /** Each as {@code option: summary: detail}. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Each as {@code option: summary: detail}. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Each as {@code option: template}. */
    public List<String> templates() {
        return List.copyOf(templates);
    }
}
