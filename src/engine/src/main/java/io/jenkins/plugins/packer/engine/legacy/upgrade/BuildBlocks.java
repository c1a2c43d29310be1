package io.jenkins.plugins.packer.engine.legacy.upgrade;

import io.jenkins.plugins.packer.engine.legacy.GoJson;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@code build} block, with provisioners and post-processors. */
final class BuildBlocks {
    private final LegacyTemplate template;
    private final List<UpgradedBuilder> builders;
    private final UpgradeState state;

    BuildBlocks(LegacyTemplate template, List<UpgradedBuilder> builders, UpgradeState state) {
        this.template = template;
        this.builders = builders;
        this.state = state;
    }

    /** All of it, from brace to brace. */
    String build() {
        HclText head = new HclText();
        if (!template.description().isEmpty()) {
            head.attribute("description", template.description()).newLine();
        }
        head.attribute(
                        "sources",
                        builders.stream()
                                .map(builder -> "source." + builder.reference())
                                .toList())
                .newLine();
        StringBuilder out = new StringBuilder("build {\n").append(head);
        for (LegacyTemplate.Provisioner provisioner : template.provisioners()) {
            out.append(provisioner("provisioner", provisioner));
        }
        LegacyTemplate.Provisioner cleanup = template.errorCleanup();
        if (cleanup != null) {
            out.append(provisioner("error-cleanup-provisioner", cleanup));
        }
        for (List<LegacyTemplate.PostProcessor> sequence : template.postProcessors()) {
            out.append(sequence(sequence));
        }
        return out.append("}\n").toString();
    }

    private String replaced(HclText hcl) {
        return TemplateCalls.replaced(hcl.toString(), UpgradeFunctions.ofBlocks(state));
    }

    private String provisioner(String block, LegacyTemplate.Provisioner provisioner) {
        Map<String, @Nullable Object> options = GoJson.tree(provisioner.options());
        select(options, provisioner.selection());
        LegacyTemplate.Named retries = provisioner.maxRetries();
        if (retries != null) {
            options.put("max_retries", retries.text());
        }
        put(options, "timeout", provisioner.timeout());
        put(options, "pause_before", provisioner.pauseBefore());
        HclText hcl = new HclText().block(block, List.of(provisioner.type().text()), body -> {
            body.body(options);
            if (!provisioner.overrides().isEmpty()) {
                body.attribute("override", overrides(provisioner.overrides()));
            }
        });
        return replaced(hcl.newLine());
    }

    private static void put(Map<String, @Nullable Object> options, String name, Duration duration) {
        if (!duration.isZero()) {
            options.put(name, DurationText.brief(duration));
        }
    }

    /** Keyed by the names of sources in HCL2. */
    private Map<String, @Nullable Object> overrides(List<LegacyTemplate.Override> overrides) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (LegacyTemplate.Override override : overrides) {
            String name = override.builder().text();
            String source = builders.stream()
                    .filter(builder -> builder.oldName().equals(name))
                    .map(UpgradedBuilder::newName)
                    .findFirst()
                    .orElse(name);
            values.put(source, GoJson.tree(override.options()));
        }
        return values;
    }

    private void select(Map<String, @Nullable Object> options, LegacyTemplate.Selection selection) {
        if (!selection.except().isEmpty()) {
            options.put("except", references(selection.except()));
        }
        if (!selection.only().isEmpty()) {
            options.put("only", references(selection.only()));
        }
    }

    /** {@code only} and {@code except} have {@code type.name} in HCL2. */
    private List<String> references(List<LegacyTemplate.Named> names) {
        return names.stream()
                .map(name -> builders.stream()
                        .filter(builder -> builder.oldName().equals(name.text()))
                        .map(UpgradedBuilder::reference)
                        .findFirst()
                        .orElse(name.text()))
                .toList();
    }

    private String sequence(List<LegacyTemplate.PostProcessor> sequence) {
        HclText hcl = new HclText();
        if (sequence.size() > 1) {
            hcl.block("post-processors", List.of(), body -> sequence.forEach(step -> step(body, step)));
        } else {
            sequence.forEach(step -> step(hcl, step));
        }
        return replaced(hcl);
    }

    private void step(HclText hcl, LegacyTemplate.PostProcessor step) {
        Map<String, @Nullable Object> options = GoJson.tree(step.options());
        select(options, step.selection());
        if (!step.name().equals(step.type().text())) {
            options.put("name", step.name());
        }
        hcl.block("post-processor", List.of(step.type().text()), body -> {
            if (step.keepInput() != null) {
                body.attribute("keep_input_artifact", step.keepInput());
            }
            body.body(options);
        });
    }
}
