package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.Decoded;
import io.jenkins.plugins.packer.engine.config.DecodingMode;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.legacy.LegacySteps;
import io.jenkins.plugins.packer.engine.run.BuildData;
import io.jenkins.plugins.packer.engine.run.ConfiguredBuilder;
import io.jenkins.plugins.packer.engine.run.ConfiguredPostProcessor;
import io.jenkins.plugins.packer.engine.run.ConfiguredProvisioner;
import io.jenkins.plugins.packer.engine.run.LateConfiguration;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.PlannedPostProcessor;
import io.jenkins.plugins.packer.engine.run.PlannedProvisioner;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans the build of one source of a {@code build} block. */
final class SourcePlan {
    private final BuildPlanner planner;
    private final TemplateRenderers renderers;
    private final Components components;
    private final Template template;
    private final BuildBlock build;
    private final SourceUse source;
    private final BuildFilter filter;
    private final Diagnostics diagnostics;

    SourcePlan(
            BuildPlanner planner,
            TemplateRenderers renderers,
            Components components,
            Template template,
            BuildBlock build,
            SourceUse source,
            BuildFilter filter,
            Diagnostics diagnostics) {
        this.planner = planner;
        this.renderers = renderers;
        this.components = components;
        this.template = template;
        this.build = build;
        this.source = source;
        this.filter = filter;
        this.diagnostics = diagnostics;
    }

    /**
     * What the steps of the build may use before it runs.
     *
     * @param variables values in expressions
     * @param generated names of what the builder will tell, for Go templates
     */
    private record Known(Map<String, Value> variables, List<String> generated) {}

    <C extends Record> PlannedBuild plan(Builder<C> builder, ComponentUse<C> use) {
        Decoded<C> decoded = check(use, new Known(BuildVariables.source(source), BuildData.COMMON_NAMES));
        List<String> names = new ArrayList<>(BuildData.COMMON_NAMES);
        decoded.configuration().ifPresent(configuration -> names.addAll(builder.generatedVariables(configuration)));
        Known known = new Known(BuildVariables.planned(source, build.name(), names), names);
        ProvisionerBlock cleanup = build.errorCleanup();
        return new PlannedBuild(
                build.buildName(source),
                source.templateName(),
                source.type(),
                new ConfiguredBuilder<>(builder, late(use)),
                provisioners(known),
                cleanup == null ? null : provisioner(cleanup, known),
                postProcessors(known),
                (data, functions) -> rendering(functions).running(source.templateName(), source.type(), data.values()));
    }

    /** Renders with the functions that a component adds. */
    private TemplateRenderers rendering(Map<String, GoFunction> functions) {
        return functions.isEmpty() ? renderers : renderers.with(functions);
    }

    private <C extends Record> Decoded<C> check(ComponentUse<C> use, Known known) {
        TemplateRenderers rendering = rendering(use.component().templateFunctions());
        Decoded<C> decoded = use.decode(
                template.scope(),
                known.variables,
                rendering.planned(source.templateName(), source.type(), known.generated),
                DecodingMode.PLANNING,
                diagnostics);
        planner.secrets().addAll(decoded.secrets());
        return decoded;
    }

    private <C extends Record> LateConfiguration<C> late(ComponentUse<C> use) {
        return use.late(
                template, source, build.name(), rendering(use.component().templateFunctions()), planner.secrets());
    }

    private List<PlannedProvisioner> provisioners(Known known) {
        List<PlannedProvisioner> planned = new ArrayList<>();
        for (ProvisionerBlock block : build.provisioners()) {
            PlannedProvisioner provisioner = provisioner(block, known);
            if (provisioner != null) {
                planned.add(provisioner);
            }
        }
        return planned;
    }

    private @Nullable PlannedProvisioner provisioner(ProvisionerBlock block, Known known) {
        Optional<Provisioner<?>> component = components.provisioner(block.type(), block.typeRange());
        if (component.isEmpty() || block.selection().skips(source.displayName())) {
            return null;
        }
        return new PlannedProvisioner(
                block.type(),
                block.name().isEmpty() ? block.type() : block.name(),
                block.pauseBefore(),
                block.maxRetries(),
                block.timeout(),
                block.continueOnError(),
                configured(component.get(), block, known),
                block.definition());
    }

    private <C extends Record> ConfiguredProvisioner<C> configured(
            Provisioner<C> provisioner, ProvisionerBlock block, Known known) {
        ComponentUse<C> use = new ComponentUse<>(
                provisioner,
                planner.schema(provisioner),
                List.of(block.body()),
                block.definition(),
                block.overrides().getOrDefault(source.name(), List.of()),
                source.renderedName() == null ? StepReader.PROVISIONER_NAMES : LegacySteps.PROVISIONER_NAMES);
        check(use, known);
        return new ConfiguredProvisioner<>(provisioner, late(use));
    }

    private List<List<PlannedPostProcessor>> postProcessors(Known known) {
        List<List<PlannedPostProcessor>> sequences = new ArrayList<>();
        for (List<PostProcessorBlock> sequence : build.postProcessors()) {
            List<PlannedPostProcessor> planned = new ArrayList<>();
            for (PostProcessorBlock block : sequence) {
                if (block.selection().skips(source.displayName())) {
                    continue;
                }
                if (filter.excludes(block.name().isEmpty() ? block.type() : block.name())) {
                    // As in Packer, nothing of a sequence runs behind what -except takes out of it.
                    break;
                }
                postProcessor(block, known).ifPresent(planned::add);
            }
            if (!planned.isEmpty()) {
                sequences.add(planned);
            }
        }
        return sequences;
    }

    private Optional<PlannedPostProcessor> postProcessor(PostProcessorBlock block, Known known) {
        return components
                .postProcessor(block.type(), block.typeRange())
                .map(component -> new PlannedPostProcessor(
                        block.type(),
                        block.name().isEmpty() ? block.type() : block.name(),
                        block.keepInput(),
                        configured(component, block, known),
                        block.definition()));
    }

    private <C extends Record> ConfiguredPostProcessor<C> configured(
            PostProcessor<C> postProcessor, PostProcessorBlock block, Known known) {
        ComponentUse<C> use = use(postProcessor, block);
        check(use, known);
        return new ConfiguredPostProcessor<>(postProcessor, late(use));
    }

    private <C extends Record> ComponentUse<C> use(Component<C> component, PostProcessorBlock block) {
        return new ComponentUse<>(
                component,
                planner.schema(component),
                List.of(block.body()),
                block.definition(),
                List.of(),
                source.renderedName() == null ? StepReader.POST_PROCESSOR_NAMES : LegacySteps.POST_PROCESSOR_NAMES);
    }
}
