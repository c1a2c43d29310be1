package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.FileReport;
import io.jenkins.plugins.packer.report.RunEvent.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event without secrets: every text of it goes through the redactor, names and ids included. */
record EventRedaction(Redactor secrets) {

    RunEvent redact(RunEvent event) {
        if (event instanceof RunEvent.Message message) {
            return new RunEvent.Message(
                    message.time(), text(message.build()), text(message.part()), message.level(), text(message.text()));
        } else if (event instanceof RunEvent.Progress progress) {
            return new RunEvent.Progress(
                    progress.time(), text(progress.build()), text(progress.what()), progress.done(), progress.total());
        } else if (event instanceof RunEvent.StepStarted step) {
            return new RunEvent.StepStarted(
                    step.time(),
                    text(step.build()),
                    step.step(),
                    step.phase(),
                    text(step.description()),
                    text(step.place()));
        } else if (event instanceof RunEvent.StepEnded step) {
            return new RunEvent.StepEnded(step.time(), text(step.build()), step.step(), step.outcome());
        }
        return redactRare(event);
    }

    private RunEvent redactRare(RunEvent event) {
        if (event instanceof RunEvent.RunStarted run) {
            return new RunEvent.RunStarted(run.time(), text(run.runId()), text(run.version()), text(run.template()));
        } else if (event instanceof RunEvent.BuildsPlanned planned) {
            return new RunEvent.BuildsPlanned(planned.time(), builds(planned.builds()));
        } else if (event instanceof RunEvent.BuildStarted build) {
            return new RunEvent.BuildStarted(build.time(), text(build.build()));
        } else if (event instanceof RunEvent.BuildEnded build) {
            return new RunEvent.BuildEnded(build.time(), text(build.build()), build.outcome(), text(build.error()));
        } else if (event instanceof RunEvent.DiagnosticFound diagnostic) {
            return diagnostic(diagnostic);
        } else if (event instanceof RunEvent.ArtifactProduced produced) {
            return new RunEvent.ArtifactProduced(
                    produced.time(), text(produced.build()), produced.index(), artifact(produced.artifact()));
        } else if (event instanceof RunEvent.ResourceLeft left) {
            return new RunEvent.ResourceLeft(
                    left.time(),
                    text(left.build()),
                    text(left.kind()),
                    text(left.name()),
                    text(left.id()),
                    text(left.reason()));
        } else if (event instanceof RunEvent.RunEnded run) {
            return new RunEvent.RunEnded(run.time(), run.outcome(), run.exitCode(), text(run.journal()));
        }
        if (event instanceof RunEvent.TemplateInspected inspected) {
            return new RunEvent.TemplateInspected(
                    inspected.time(), variables(inspected.variables()), builds(inspected.builds()));
        }
        throw new IllegalStateException("An event without redaction: " + event.getClass());
    }

    private List<RunEvent.VariableReport> variables(List<RunEvent.VariableReport> variables) {
        List<RunEvent.VariableReport> redacted = new ArrayList<>();
        for (RunEvent.VariableReport variable : variables) {
            redacted.add(new RunEvent.VariableReport(
                    text(variable.name()),
                    text(variable.type()),
                    text(variable.description()),
                    variable.sensitive(),
                    text(variable.value())));
        }
        return redacted;
    }

    private List<RunEvent.PlannedBuild> builds(List<RunEvent.PlannedBuild> builds) {
        List<RunEvent.PlannedBuild> redacted = new ArrayList<>();
        for (RunEvent.PlannedBuild build : builds) {
            redacted.add(new RunEvent.PlannedBuild(text(build.name()), text(build.builderType())));
        }
        return redacted;
    }

    private RunEvent diagnostic(RunEvent.DiagnosticFound diagnostic) {
        Place place = diagnostic.place();
        return new RunEvent.DiagnosticFound(
                diagnostic.time(),
                diagnostic.severity(),
                text(diagnostic.summary()),
                text(diagnostic.detail()),
                place == null
                        ? null
                        : new Place(
                                text(place.file()),
                                place.line(),
                                place.column(),
                                place.endLine(),
                                place.endColumn(),
                                text(place.snippet())),
                text(diagnostic.text()));
    }

    private ArtifactReport artifact(ArtifactReport artifact) {
        Map<String, String> images = new LinkedHashMap<>();
        artifact.images().forEach((region, image) -> images.put(text(region), text(image)));
        List<FileReport> files = new ArrayList<>();
        for (FileReport file : artifact.files()) {
            files.add(new FileReport(text(file.path()), file.size(), text(file.sha256())));
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        artifact.attributes().forEach((name, value) -> attributes.put(text(name), value(value)));
        return new ArtifactReport(
                text(artifact.builderId()),
                text(artifact.id()),
                text(artifact.description()),
                images,
                files,
                attributes);
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> redacted = new LinkedHashMap<>();
            map.forEach((name, member) -> redacted.put(text(name.toString()), value(member)));
            return redacted;
        } else if (value instanceof Iterable<?> list) {
            List<Object> redacted = new ArrayList<>();
            for (Object element : list) {
                redacted.add(value(element));
            }
            return redacted;
        }
        return text(value.toString());
    }

    private String text(String text) {
        return secrets.redact(text);
    }
}
