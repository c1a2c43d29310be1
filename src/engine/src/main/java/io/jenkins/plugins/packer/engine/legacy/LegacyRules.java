package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate.Named;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import java.util.ArrayList;
import java.util.List;

/** What must hold within a legacy template, as Packer's {@code Template.Validate} has it. */
public final class LegacyRules {
    private final List<String> builders = new ArrayList<>();
    private final Diagnostics diagnostics;

    private LegacyRules(LegacyTemplate template, Diagnostics diagnostics) {
        for (LegacyTemplate.Builder builder : template.builders()) {
            builders.add(builder.name().text());
        }
        this.diagnostics = diagnostics;
    }

    /** Reports what does not. */
    public static void check(LegacyTemplate template, Diagnostics diagnostics) {
        LegacyRules rules = new LegacyRules(template, diagnostics);
        if (template.builders().isEmpty()) {
            diagnostics.error("Missing builders", "At least one builder must be defined.", template.range());
        }
        for (LegacyTemplate.Provisioner provisioner : template.provisioners()) {
            rules.check(provisioner.selection());
            for (LegacyTemplate.Override override : provisioner.overrides()) {
                rules.require(override.builder(), "Override for no builder");
            }
        }
        for (List<LegacyTemplate.PostProcessor> sequence : template.postProcessors()) {
            for (LegacyTemplate.PostProcessor step : sequence) {
                rules.check(step.selection());
            }
        }
    }

    private void check(LegacyTemplate.Selection selection) {
        if (!selection.only().isEmpty() && !selection.except().isEmpty()) {
            diagnostics.error(
                    "only one of 'only' or 'except' may be specified",
                    "Say for which builders this is, or for which it is not.",
                    selection.except().get(0).range());
            return;
        }
        selection.only().forEach(name -> require(name, "'only' names no builder"));
        selection.except().forEach(name -> require(name, "'except' names no builder"));
    }

    private void require(Named name, String summary) {
        if (!builders.contains(name.text())) {
            diagnostics.error(
                    summary,
                    "The template has no builder with the name \"" + name.text() + "\"."
                            + SimilarName.to(name.text(), builders)
                                    .map(similar -> " Did you mean \"" + similar + "\"?")
                                    .orElse(builders.isEmpty() ? "" : " It has: " + String.join(", ", builders) + "."),
                    name.range());
        }
    }
}
