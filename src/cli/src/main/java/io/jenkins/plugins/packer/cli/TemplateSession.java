package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.FunctionCalls;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.function.PackerFunctions;
import io.jenkins.plugins.packer.engine.interpolate.HttpRemoteValues;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.BuildPlanner;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.DataSources;
import io.jenkins.plugins.packer.engine.template.PackerRenderers;
import io.jenkins.plugins.packer.engine.template.SourceFiles;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.engine.template.TemplateReader;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import io.jenkins.plugins.packer.engine.template.UnevaluatedTemplate;
import io.jenkins.plugins.packer.engine.ui.BuildUi;
import io.jenkins.plugins.packer.engine.ui.ConsoleUi;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.engine.ui.Prompt;
import io.jenkins.plugins.packer.engine.ui.Ui;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import java.time.Clock;
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
    private final RemoteValues remoteValues;
    private final PackerRenderers renderers;
    private final DataSources dataSources;
    private final PackerFunctions functions;
    private final SourceFiles sources = new SourceFiles();
    private final Diagnostics diagnostics = new Diagnostics();

    /**
     * A session.
     *
     * @param startTime when the run started
     * @param ui where data sources talk to the user
     * @param cancellation ends the reading of data sources
     */
    TemplateSession(
            TemplateRequest request,
            ComponentCatalog catalog,
            Redactor secrets,
            Instant startTime,
            Ui ui,
            Cancellation cancellation) {
        this.request = request;
        this.catalog = catalog;
        this.secrets = secrets;
        this.remoteValues = new HttpRemoteValues(
                request.environment(),
                secrets,
                new FunctionCalls(
                        catalog,
                        new TemplateFunction.Caller(request.environment(), request.directory(), cancellation)));
        this.renderers = new PackerRenderers(request, startTime, remoteValues);
        this.dataSources = new DataSources(catalog, renderers, request, ui, cancellation, secrets);
        this.functions = new PackerFunctions(startTime, request.directory(), request.environment(), remoteValues);
    }

    /** A session of a command that builds nothing: what data sources say goes to standard error. */
    static TemplateSession of(TemplateRequest request, Invocation invocation, Redactor secrets) {
        Clock clock = Clock.systemUTC();
        ConsoleUi console = new ConsoleUi(invocation.surroundings().errors(), false, null);
        Cancellation cancellation = new Cancellation();
        Ui ui = new BuildUi(new EventStream(secrets, clock, List.of(console)), new Prompt(null), cancellation, "", "");
        return new TemplateSession(
                request, Catalogs.of(invocation.surroundings()), secrets, clock.instant(), ui, cancellation);
    }

    /** What was found, ready to be shown. */
    TemplateMessages messages() {
        return new TemplateMessages(diagnostics, sources, secrets);
    }

    Optional<UnevaluatedTemplate> parse() {
        Optional<UnevaluatedTemplate> parsed =
                new TemplateReader(functions, renderers).parse(request, sources, diagnostics);
        if (diagnostics.hasErrors() && parsed.isPresent()) {
            secrets.addAll(parsed.get().writtenSecrets());
        }
        return parsed;
    }

    /** The template, if the files are in order; what its expressions yield may still be an error. */
    Optional<Template> evaluate(DataReading reading) {
        Optional<UnevaluatedTemplate> parsed = parse();
        if (diagnostics.hasErrors() || parsed.isEmpty()) {
            return Optional.empty();
        }
        Template template = parsed.get().evaluate(dataSources, reading, diagnostics);
        secrets.addAll(template.secrets());
        if (diagnostics.hasErrors()) {
            secrets.addAll(parsed.get().writtenSecrets());
        }
        return Optional.of(template);
    }

    /** The builds that {@code reading} asks for; to be run only where there is no error. */
    List<PlannedBuild> plan(DataReading reading) {
        Optional<Template> template = evaluate(reading);
        if (template.isEmpty()) {
            return List.of();
        }
        return new BuildPlanner(catalog, renderers, secrets)
                .plan(template.get(), reading.only(), reading.except(), diagnostics);
    }

    boolean hasErrors() {
        return diagnostics.hasErrors();
    }
}
