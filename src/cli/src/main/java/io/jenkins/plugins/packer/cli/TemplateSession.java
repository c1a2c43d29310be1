package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.function.PackerFunctions;
import io.jenkins.plugins.packer.engine.interpolate.HttpRemoteValues;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.BuildPlanner;
import io.jenkins.plugins.packer.engine.template.PackerRenderers;
import io.jenkins.plugins.packer.engine.template.SourceFiles;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.engine.template.TemplateReader;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import io.jenkins.plugins.packer.engine.template.UnevaluatedTemplate;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A template on its way from files to planned builds, for one command. Each step is taken only where the one before it
 * found no error; {@link #messages()} has what they found.
 */
final class TemplateSession {
    private final TemplateRequest request;
    private final ComponentCatalog catalog;
    private final Redactor secrets;
    private final Instant startTime;
    private final RemoteValues remoteValues;
    private final SourceFiles sources = new SourceFiles();
    private final Diagnostics diagnostics = new Diagnostics();

    TemplateSession(TemplateRequest request, ComponentCatalog catalog, Redactor secrets, Instant startTime) {
        this.request = request;
        this.catalog = catalog;
        this.secrets = secrets;
        this.startTime = startTime;
        this.remoteValues = new HttpRemoteValues(request.environment(), secrets);
    }

    /** What was found, ready to be shown. */
    TemplateMessages messages() {
        return new TemplateMessages(diagnostics, sources, secrets);
    }

    Optional<UnevaluatedTemplate> parse() {
        PackerFunctions functions =
                new PackerFunctions(startTime, request.directory(), request.environment(), remoteValues);
        return new TemplateReader(functions, renderers()).parse(request, sources, diagnostics);
    }

    /** The template, if the files are in order; what its expressions yield may still be an error. */
    Optional<Template> evaluate() {
        Optional<UnevaluatedTemplate> parsed = parse();
        if (diagnostics.hasErrors() || parsed.isEmpty()) {
            return Optional.empty();
        }
        Template template = parsed.get().evaluate(diagnostics);
        secrets.addAll(template.secrets());
        return Optional.of(template);
    }

    /** The builds; to be run only where there is no error. */
    List<PlannedBuild> plan(List<String> only, List<String> except) {
        Optional<Template> template = evaluate();
        if (template.isEmpty()) {
            return List.of();
        }
        return new BuildPlanner(catalog, renderers(), secrets).plan(template.get(), only, except, diagnostics);
    }

    private PackerRenderers renderers() {
        return new PackerRenderers(request, startTime, remoteValues);
    }

    boolean hasErrors() {
        return diagnostics.hasErrors();
    }
}
