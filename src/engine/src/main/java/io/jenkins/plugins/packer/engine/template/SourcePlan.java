package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.Decoded;
import io.jenkins.plugins.packer.engine.config.DecodingMode;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.run.BuildData;
import io.jenkins.plugins.packer.engine.run.ConfiguredBuilder;
import io.jenkins.plugins.packer.engine.run.ConfiguredPostProcessor;
import io.jenkins.plugins.packer.engine.run.ConfiguredProvisioner;
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
    private final Components components;
    private final Template template;
    private final BuildBlock build;
    private final SourceUse source;
    private final BuildFilter filter;
    private final Diagnostics diagnostics;

    SourcePlan(
            BuildPlanner planner,
            Components components,
            Template template,
            BuildBlock build,
            SourceUse source,
            BuildFilter filter,
            Diagnostics diagnostics) {
        this.planner = planner;
        this.components = components;
        this.template = template;
        this.build = build;
        this.source = source;
        this.filter = filter;
        this.diagnostics = diagnostics;
    }

    /** What the steps of the build may use before it runs. */
    private record Known(Map<String, Value> variables, Interpolation interpolation) {}

    <C extends Record> PlannedBuild plan(Builder<C> builder, ComponentUse<C> use) {
        Decoded<C> decoded = check(use, new Known(BuildVariables.source(source), rendering(BuildData.COMMON_NAMES)));
        List<String> names = new ArrayList<>(BuildData.COMMON_NAMES);
        decoded.configuration().ifPresent(configuration -> names.addAll(builder.generatedVariables(configuration)));
        Known known = new Known(BuildVariables.planned(source, build.name(), names), rendering(names));
        ProvisionerBlock cleanup = build.errorCleanup();
        return new PlannedBuild(
                build.buildName(source),
                source.sourceName(),
                source.type(),
                new ConfiguredBuilder<>(
                        builder, use.late(template, source, build.name(), planner.renderers(), planner.secrets())),
                provisioners(known),
                cleanup == null ? null : provisioner(cleanup, known),
                postProcessors(known),
                data -> planner.renderers().running(source.sourceName(), source.type(), data.values()));
    }

    private Interpolation rendering(List<String> names) {
        return planner.renderers().planned(source.sourceName(), source.type(), names);
    }

    private <C extends Record> Decoded<C> check(ComponentUse<C> use, Known known) {
        Decoded<C> decoded = use.decode(
                template.scope(),
                known.variables,
                known.interpolation,
                DecodingMode.PLANNING,
                planner.renderers()::check,
                diagnostics);
        planner.secrets().addAll(decoded.secrets());
        return decoded;
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
                configured(component.get(), block, known));
    }

    private <C extends Record> ConfiguredProvisioner<C> configured(
            Provisioner<C> provisioner, ProvisionerBlock block, Known known) {
        ComponentUse<C> use = new ComponentUse<>(
                provisioner,
                planner.schema(provisioner),
                List.of(block.body()),
                block.definition(),
                block.overrides().getOrDefault(source.name(), List.of()),
                StepReader.PROVISIONER_NAMES);
        check(use, known);
        return new ConfiguredProvisioner<>(
                provisioner, use.late(template, source, build.name(), planner.renderers(), planner.secrets()));
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
                        configured(component, block, known)));
    }

    private <C extends Record> ConfiguredPostProcessor<C> configured(
            PostProcessor<C> postProcessor, PostProcessorBlock block, Known known) {
        ComponentUse<C> use = use(postProcessor, block);
        check(use, known);
        return new ConfiguredPostProcessor<>(
                postProcessor, use.late(template, source, build.name(), planner.renderers(), planner.secrets()));
    }

    private <C extends Record> ComponentUse<C> use(Component<C> component, PostProcessorBlock block) {
        return new ComponentUse<>(
                component,
                planner.schema(component),
                List.of(block.body()),
                block.definition(),
                List.of(),
                StepReader.POST_PROCESSOR_NAMES);
    }
}
