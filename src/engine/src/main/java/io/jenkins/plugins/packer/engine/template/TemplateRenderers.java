package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Makes what renders the Go templates in the options of one build. */
public interface TemplateRenderers {

    /**
     * Renders before the build runs; what the builder tells is not known yet and has a placeholder.
     *
     * @param source {@code build_name}
     * @param builderType {@code build_type}
     * @param generated names of what the builder will tell
     */
    Interpolation planned(String source, String builderType, Collection<String> generated);

    /**
     * Renders while the build runs.
     *
     * @param source {@code build_name}
     * @param builderType {@code build_type}
     * @param generated what the builder told so far, by name
     */
    Interpolation running(String source, String builderType, Map<String, Object> generated);

    /** The same with functions that a component adds to Packer's, in whose place they are where they have one's name. */
    TemplateRenderers with(Map<String, GoFunction> functions);

    /** The same for a legacy JSON template, which has user variables. */
    TemplateRenderers legacy(LegacyScope scope);

    /**
     * Renders the variables of a legacy JSON template, which alone may ask the environment, Consul and Vault.
     *
     * @param templateDirectory {@code template_dir}
     * @param known variables that have a value already
     */
    Interpolation variables(Path templateDirectory, Map<String, String> known);
}
