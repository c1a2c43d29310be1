package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.PluginOffer;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.legacy.LegacySteps;
import io.jenkins.plugins.packer.engine.legacy.fix.Fix;
import io.jenkins.plugins.packer.engine.legacy.fix.Fixes;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the builds that a template asks for, each checked as far as that goes before it runs: what {@code validate} does
 * after reading the template, and {@code build} before running anything.
 */
public final class BuildPlanner {
    private final ComponentCatalog catalog;
    private final TemplateRenderers renderers;
    private final Redactor secrets;
    private final Map<Class<?>, ConfigurationSchema<?>> schemas = new HashMap<>();

    /**
     * A planner.
     *
     * @param catalog where components are found
     * @param renderers render Go templates
     * @param secrets is told the secrets that the template holds
     */
    public BuildPlanner(ComponentCatalog catalog, TemplateRenderers renderers, Redactor secrets) {
        this.catalog = catalog;
        this.renderers = renderers;
        this.secrets = secrets;
    }

    /**
     * Plans builds.
     *
     * @param only {@code -only}: patterns for the names of builds
     * @param except {@code -except}: patterns for the names of builds and post-processors
     * @return the builds, in the template's order; to be run only where the diagnostics have no errors
     */
    public List<PlannedBuild> plan(Template template, List<String> only, List<String> except, Diagnostics diagnostics) {
        secrets.addAll(template.secrets());
        if (template.builds().isEmpty()) {
            // Where something else is wrong already, the build may be what could not be read.
            if (!diagnostics.hasErrors()) {
                diagnostics.error(
                        "Missing build block",
                        "A build block with one or more sources is required for executing a build.",
                        null);
            }
            return List.of();
        }
        Diagnostics found = new Diagnostics();
        Components components = new Components(catalog, found);
        new ComponentNames(components, found).check(template);
        LegacyScope legacy = template.scope().legacy();
        TemplateRenderers rendering = legacy == null ? renderers : renderers.legacy(legacy);
        BuildFilter filter = new BuildFilter(only, except, legacy != null, found);
        List<PlannedBuild> planned = new ArrayList<>();
        for (BuildBlock build : template.builds()) {
            for (SourceUse source : build.sources()) {
                if (filter.includes(build.filterName(source))) {
                    plan(template, build, source, rendering, filter, components, found)
                            .ifPresent(planned::add);
                }
            }
        }
        filter.warnOfUnused(found);
        warnOfMissingPlugins(template, found);
        if (legacy != null && found.hasErrors()) {
            hintAtFixes(legacy, found);
        }
        // A block that several sources share is decoded for each of them; what is wrong with it is said once.
        Set<Diagnostic> distinct = new LinkedHashSet<>(found.asList());
        diagnostics.addAll(distinct);
        return List.copyOf(planned);
    }

    /** A build that uses such a plugin is refused where it names the component; the others need not be. */
    private void warnOfMissingPlugins(Template template, Diagnostics found) {
        if (template.plugins().isEmpty()) {
            return;
        }
        try {
            PluginOffer offer = PluginOffer.of(catalog);
            for (PluginRequirement plugin : template.plugins()) {
                if (offer.components(plugin.source()).isEmpty()) {
                    found.warning(
                            "Plugin " + plugin.source() + " is not built in",
                            "Builds that use its components are refused. " + PluginOffer.WAY_OUT,
                            plugin.range());
                }
            }
        } catch (ComponentException e) {
            found.warning(
                    "Plugins cannot be checked",
                    String.valueOf(e.getMessage()),
                    template.plugins().get(0).range());
        }
    }

    /** What is wrong with an old template may be what {@code packer fix} corrects. */
    private static void hintAtFixes(LegacyScope legacy, Diagnostics found) {
        List<Fix> fixes = Fixes.applicable(legacy.template());
        if (!fixes.isEmpty()) {
            StringBuilder detail = new StringBuilder("The template is for an older version of Packer. packer fix prints"
                    + " it with these corrections:");
            for (Fix fix : fixes) {
                detail.append("\n  - ").append(fix.synopsis());
            }
            found.warning("Fixable configuration found", detail.toString(), null);
        }
    }

    private Optional<PlannedBuild> plan(
            Template template,
            BuildBlock build,
            SourceUse source,
            TemplateRenderers rendering,
            BuildFilter filter,
            Components components,
            Diagnostics found) {
        SourceBlock block = template.sources().get(source.reference());
        if (block == null) {
            return Optional.empty();
        }
        SourcePlan plan = new SourcePlan(this, rendering, components, template, build, source, filter, found);
        return components.builder(source.type(), block.typeRange()).map(builder -> plan(plan, builder, source, block));
    }

    private <C extends Record> PlannedBuild plan(
            SourcePlan plan, Builder<C> builder, SourceUse source, SourceBlock block) {
        List<Body> bodies = new ArrayList<>();
        bodies.add(block.body());
        if (source.additions() != null) {
            bodies.add(source.additions());
        }
        ComponentUse<C> use = new ComponentUse<>(
                builder,
                schema(builder),
                bodies,
                block.definition(),
                List.of(),
                source.renderedName() == null ? BuildReader.SOURCE_NAMES : LegacySteps.BUILDER_NAMES);
        return plan.plan(builder, use);
    }

    /** The options of a component, read once. */
    <C extends Record> ConfigurationSchema<C> schema(Component<C> component) {
        Class<C> type = component.configurationType();
        @SuppressWarnings("unchecked")
        ConfigurationSchema<C> schema =
                (ConfigurationSchema<C>) schemas.computeIfAbsent(type, key -> ConfigurationSchema.of(type));
        return schema;
    }

    Redactor secrets() {
        return secrets;
    }
}
