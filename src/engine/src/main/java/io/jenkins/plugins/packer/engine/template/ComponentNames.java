package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import java.util.Collection;
import java.util.TreeSet;

/** Finds components and sources that a template names and that do not exist. */
final class ComponentNames {
    private final Components components;
    private final Diagnostics diagnostics;

    ComponentNames(Components components, Diagnostics diagnostics) {
        this.components = components;
        this.diagnostics = diagnostics;
    }

    void check(Template template) {
        for (BuildBlock build : template.builds()) {
            for (SourceUse source : build.sources()) {
                checkSource(template, source);
            }
            for (ProvisionerBlock provisioner : build.provisioners()) {
                checkProvisioner("provisioner", provisioner);
            }
            ProvisionerBlock cleanup = build.errorCleanup();
            if (cleanup != null) {
                checkProvisioner("error-cleanup-provisioner", cleanup);
            }
            for (Collection<PostProcessorBlock> sequence : build.postProcessors()) {
                for (PostProcessorBlock step : sequence) {
                    components.has(ComponentKind.POST_PROCESSOR, "post-processor", step.type(), step.typeRange());
                }
            }
        }
    }

    private void checkProvisioner(String block, ProvisionerBlock step) {
        components.has(ComponentKind.PROVISIONER, block, step.type(), step.typeRange());
    }

    private void checkSource(Template template, SourceUse source) {
        SourceBlock block = template.sources().get(source.reference());
        if (components.has(
                        ComponentKind.BUILDER,
                        "source",
                        source.type(),
                        block == null ? source.range() : block.typeRange())
                && block == null) {
            Collection<String> known = new TreeSet<>(template.sources().keySet());
            diagnostics.error(
                    "Unknown source " + source.reference(),
                    SimilarName.to(source.reference(), known)
                            .map(name -> "Did you mean to use \"" + name + "\"?")
                            .orElse("Known: " + known),
                    source.range());
        }
    }
}
