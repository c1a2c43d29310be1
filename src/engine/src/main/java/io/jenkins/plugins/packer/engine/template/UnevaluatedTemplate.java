package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import java.util.List;
import java.util.Set;

/** A template, in whatever language, of which the files are read and nothing is evaluated yet. */
public sealed interface UnevaluatedTemplate permits ParsedTemplate, ParsedLegacyTemplate {

    /** What {@code required_plugins} asks for. */
    default List<PluginRequirement> plugins() {
        return List.of();
    }

    /**
     * The texts with which sensitive variables and locals are written. They need not be secrets where these have values, and
     * are where they have none: messages show the lines.
     */
    default Set<String> writtenSecrets() {
        return Set.of();
    }

    /**
     * Checks the values of variables, evaluates locals and data sources and reads sources and builds.
     *
     * @param sources the data sources there are
     * @param reading which of those in the template are read
     * @return the template; where the diagnostics have errors, what could be made of it
     */
    Template evaluate(DataSources sources, DataReading reading, Diagnostics diagnostics);
}
