package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.config.OptionOverride;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code build} block that a legacy JSON template stands for. */
final class LegacyBuild {
    private final LegacyTemplate template;
    private final Map<String, String> names;
    private final Diagnostics diagnostics;

    /**
     * Of one template.
     *
     * @param names names of builders, rendered, by what the template says
     */
    LegacyBuild(LegacyTemplate template, Map<String, String> names, Diagnostics diagnostics) {
        this.template = template;
        this.names = names;
        this.diagnostics = diagnostics;
    }

    BuildBlock block(TemplateRenderers renderers) {
        List<ProvisionerBlock> provisioners = new ArrayList<>();
        for (LegacyTemplate.Provisioner provisioner : template.provisioners()) {
            provisioners.add(provisioner(provisioner, renderers));
        }
        LegacyTemplate.Provisioner cleanup = template.errorCleanup();
        return new BuildBlock(
                "",
                template.description(),
                sources(),
                provisioners,
                cleanup == null ? null : provisioner(cleanup, renderers),
                postProcessors(),
                template.range());
    }

    /** In the order in which Packer plans them: that of the rendered names. */
    private List<SourceUse> sources() {
        List<SourceUse> sources = new ArrayList<>();
        for (LegacyTemplate.Builder builder : template.builders()) {
            sources.add(new SourceUse(
                    builder.type().text(),
                    builder.name().text(),
                    null,
                    null,
                    names.get(builder.name().text()),
                    builder.definition()));
        }
        sources.sort(Comparator.comparing(SourceUse::templateName));
        return sources;
    }

    private ProvisionerBlock provisioner(LegacyTemplate.Provisioner provisioner, TemplateRenderers renderers) {
        Map<String, List<OptionOverride>> overrides = new HashMap<>();
        for (LegacyTemplate.Override override : provisioner.overrides()) {
            overrides.put(override.builder().text(), options(override.options()));
        }
        return new ProvisionerBlock(
                provisioner.type().text(),
                "",
                selection(provisioner.selection()),
                provisioner.pauseBefore(),
                provisioner.timeout(),
                maxRetries(provisioner.maxRetries(), renderers),
                false,
                overrides,
                JsonParser.body(provisioner.options()),
                provisioner.definition(),
                provisioner.type().range());
    }

    private static List<OptionOverride> options(JsonNode.ObjectNode object) {
        List<OptionOverride> options = new ArrayList<>();
        for (JsonNode.Property property : object.properties()) {
            options.add(new OptionOverride(
                    property.name().value(),
                    Evaluator.evaluate(
                            new Expression.Json(property.value()), EvaluationContext.EMPTY, new Diagnostics()),
                    property.value().range()));
        }
        return options;
    }

    private int maxRetries(LegacyTemplate.@Nullable Named written, TemplateRenderers renderers) {
        if (written == null) {
            return 0;
        }
        try {
            String text = renderers.planned("", "", List.of()).render(written.text());
            int retries = Integer.parseInt(text);
            if (retries >= 0) {
                return retries;
            }
            diagnostics.error(
                    "Invalid max_retries", "It must not be negative, but this is " + text + ".", written.range());
        } catch (NumberFormatException e) {
            diagnostics.error("Invalid max_retries", "It must be a whole number.", written.range());
        } catch (InterpolationException e) {
            diagnostics.error(
                    "Invalid Go template",
                    "The value of \"max_retries\" cannot be rendered: " + e.getMessage(),
                    written.range());
        }
        return 0;
    }

    private List<List<PostProcessorBlock>> postProcessors() {
        List<List<PostProcessorBlock>> sequences = new ArrayList<>();
        for (List<LegacyTemplate.PostProcessor> written : template.postProcessors()) {
            List<PostProcessorBlock> sequence = new ArrayList<>();
            for (LegacyTemplate.PostProcessor step : written) {
                sequence.add(new PostProcessorBlock(
                        step.type().text(),
                        step.name().equals(step.type().text()) ? "" : step.name(),
                        selection(step.selection()),
                        step.keepInput(),
                        JsonParser.body(step.options()),
                        step.definition(),
                        step.type().range()));
            }
            sequences.add(sequence);
        }
        return sequences;
    }

    private static Selection selection(LegacyTemplate.Selection written) {
        return new Selection(texts(written.only()), texts(written.except()));
    }

    private static List<String> texts(List<LegacyTemplate.Named> names) {
        return names.stream().map(LegacyTemplate.Named::text).toList();
    }
}
