package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;

/** A template, in whatever language, of which the files are read and nothing is evaluated yet. */
public sealed interface UnevaluatedTemplate permits ParsedTemplate, ParsedLegacyTemplate {

    /**
     * Makes the template.
     *
     * @return the template; where the diagnostics have errors, what could be made of it
     */
    Template evaluate(Diagnostics diagnostics);
}
