package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.resource.Removal;
import io.jenkins.plugins.packer.engine.resource.ResourceJournal;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.run.RunOptions;
import io.jenkins.plugins.packer.engine.run.RunSettings;
import io.jenkins.plugins.packer.engine.run.RunTools;
import io.jenkins.plugins.packer.engine.run.Runner;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import io.jenkins.plugins.packer.engine.ui.BuildUi;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.engine.ui.Prompt;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Builds the images of a template. */
final class BuildCommand implements Command {
    private static final String ON_ERROR = "cleanup|abort|ask|run-cleanup-provisioner";

    @Override
    public String name() {
        return "build";
    }

    @Override
    public String synopsis() {
        return "build the images of a template";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(
                        name(),
                        "Builds the images of a template, several at once, and tells the artifacts at the end.",
                        "Ctrl-C ends the builds and removes what they made; a second one ends the program at once.")
                .text("build-logs", "DIRECTORY", "Where to write what each build says, one file a build.")
                .toggle("color", "Colours in the output (default: true).")
                .toggle("debug", "Stop before each step; one build at a time.")
                .toggle("force", "Go on where artifacts of an earlier build exist, and overwrite them.")
                .toggle("ignore-prerelease-plugins", "Changes nothing: there are no plugins to load.")
                .text("journal", "FILE", "Where to note what the run creates, for packer cleanup.")
                .text("on-error", ON_ERROR, "What to do when a build fails (default: cleanup).")
                .number("parallel-builds", "N", "Builds at once; 0 for all (default: 0).")
                .text("report", "FILE", "Where to write what happens, one JSON object a line.")
                .toggle("skip-enforcement", "Changes nothing: HCP Packer's enforced provisioners are never run.")
                .toggle("timestamp-ui", "Begin each line of output with the time.")
                .toggle(
                        "warn-on-undeclared-var",
                        "Warn of variable files that set variables which the template does not declare.");
        return TemplateArguments.declare(Watch.declare(flags));
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        try (ComponentCatalog catalog = Catalogs.of(invocation.surroundings())) {
            RunOptions options = options(arguments);
            TemplateRequest request = TemplateArguments.request(
                    arguments, invocation.surroundings(), arguments.isSet("warn-on-undeclared-var", false));
            Redactor secrets = SecretVariables.of(invocation.surroundings());
            Cancellation cancellation = new Cancellation();
            try (Listeners listeners = Listeners.open(arguments, invocation);
                    Watch watch = Watch.of(arguments, invocation.surroundings(), Clock.systemUTC(), cancellation)
                            .start()) {
                return run(arguments, invocation, options, request, secrets, catalog, listeners, cancellation);
            }
        } catch (UsageException | IOException e) {
            new Output(invocation).error(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static int run(
            Arguments arguments,
            Invocation invocation,
            RunOptions options,
            TemplateRequest request,
            Redactor secrets,
            ComponentCatalog catalog,
            Listeners listeners,
            Cancellation cancellation) {
        Cancellation stop = new Cancellation();
        Signals.cancel(cancellation, stop);
        Clock clock = Clock.systemUTC();
        Surroundings surroundings = invocation.surroundings();
        EventStream events = new EventStream(secrets, clock, listeners.all());
        String runId = UUID.randomUUID().toString();
        events.publish(new RunEvent.RunStarted(events.now(), runId, ProgramVersion.text(), request.template()));
        Prompt prompt = new Prompt(surroundings.input());
        TemplateSession session = new TemplateSession(
                request,
                catalog,
                secrets,
                clock.instant(),
                new BuildUi(events, prompt, cancellation, "", ""),
                cancellation);
        List<PlannedBuild> builds = session.plan(TemplateArguments.reading(arguments, DataReading.Extent.NEEDED));
        session.messages().publish(events);
        if (session.hasErrors() || builds.isEmpty()) {
            if (!session.hasErrors()) {
                events.error("No builds to run: -only and -except leave none. See the builds with packer inspect.");
            }
            events.publish(new RunEvent.RunEnded(events.now(), RunEvent.Outcome.FAILED, 1, ""));
            return 1;
        }
        Map<String, String> environment = surroundings.environment();
        ResourceJournal journal = new ResourceJournal(
                journal(arguments, surroundings, runId), runId, ProgramVersion.text(), clock, secrets);
        RunTools tools = new RunTools(
                events,
                prompt,
                journal,
                new Removal(catalog, environment, Cleaning.PAUSES, stop),
                secrets,
                cancellation,
                stop);
        int parallel = arguments.number("parallel-builds", 0);
        RunSettings settings = new RunSettings(runId, options, parallel, surroundings.directory(), environment);
        return new Runner(settings, tools).run(builds).exitCode();
    }

    private static Path journal(Arguments arguments, Surroundings surroundings, String runId) {
        String file = arguments.text("journal", "");
        return file.isEmpty()
                ? JournalFiles.of(surroundings, runId)
                : surroundings.directory().resolve(file);
    }

    private static RunOptions options(Arguments arguments) throws UsageException {
        return new RunOptions(
                arguments.isSet("force", false),
                arguments.isSet("debug", false),
                onError(arguments.text("on-error", "cleanup")));
    }

    private static RunOptions.OnError onError(String name) throws UsageException {
        for (RunOptions.OnError choice : RunOptions.OnError.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return choice;
            }
        }
        throw new UsageException(
                "-on-error wants one of " + ON_ERROR.replace("|", ", ") + ", but got \"" + name + "\".");
    }
}
