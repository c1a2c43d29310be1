package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.BuildBlock;
import io.jenkins.plugins.packer.engine.template.InputVariable;
import io.jenkins.plugins.packer.engine.template.SourceUse;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import io.jenkins.plugins.packer.report.ReportWriter;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The report of a command that runs no builds: what is wrong with a template, and what it consists of. */
final class TemplateReport {
    private TemplateReport() {}

    static Flags declare(Flags flags) {
        return flags.text("report", "FILE", "Where to write what is found, one JSON object a line.");
    }

    /** Something to tell. */
    interface Content {
        void publish(EventStream events);
    }

    /**
     * Writes the report, where one is asked for.
     *
     * @throws UsageException when it cannot be written
     */
    static void write(Arguments arguments, Surroundings surroundings, Redactor secrets, Content content)
            throws UsageException {
        String name = arguments.text("report", "");
        if (name.isEmpty()) {
            return;
        }
        Path file = surroundings.directory().resolve(name);
        try (ReportWriter report = new ReportWriter(Files.newOutputStream(file))) {
            EventStream events = new EventStream(secrets, Clock.systemUTC(), List.of(report::write));
            content.publish(events);
            if (!events.failures().isEmpty()) {
                throw events.failures().get(0);
            }
        } catch (IOException e) {
            throw new UsageException("The report cannot be written to " + file + ": " + FileTrouble.reason(e)
                    + ". Name a file in a directory that exists, with -report=FILE.");
        }
    }

    /** What {@code inspect} tells of a template. */
    static RunEvent inspection(EventStream events, Template template) {
        List<RunEvent.VariableReport> variables = new ArrayList<>();
        for (InputVariable variable : template.variables()) {
            variables.add(new RunEvent.VariableReport(
                    variable.name(),
                    variable.type().friendlyName(),
                    variable.description(),
                    variable.sensitive(),
                    ValueText.of(variable.value())));
        }
        List<RunEvent.PlannedBuild> builds = new ArrayList<>();
        for (BuildBlock build : template.builds()) {
            for (SourceUse source : build.sources()) {
                builds.add(new RunEvent.PlannedBuild(build.buildName(source), source.type()));
            }
        }
        return new RunEvent.TemplateInspected(events.now(), variables, builds);
    }
}
