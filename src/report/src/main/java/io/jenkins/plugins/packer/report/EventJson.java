package io.jenkins.plugins.packer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactProduced;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.BuildEnded;
import io.jenkins.plugins.packer.report.RunEvent.BuildStarted;
import io.jenkins.plugins.packer.report.RunEvent.BuildsPlanned;
import io.jenkins.plugins.packer.report.RunEvent.DiagnosticFound;
import io.jenkins.plugins.packer.report.RunEvent.FileReport;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Place;
import io.jenkins.plugins.packer.report.RunEvent.PlannedBuild;
import io.jenkins.plugins.packer.report.RunEvent.Progress;
import io.jenkins.plugins.packer.report.RunEvent.ResourceLeft;
import io.jenkins.plugins.packer.report.RunEvent.RunEnded;
import io.jenkins.plugins.packer.report.RunEvent.RunStarted;
import io.jenkins.plugins.packer.report.RunEvent.StepEnded;
import io.jenkins.plugins.packer.report.RunEvent.StepStarted;
import io.jenkins.plugins.packer.report.RunEvent.TemplateInspected;
import io.jenkins.plugins.packer.report.RunEvent.VariableReport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON form of events. The generator writes characters, not bytes, so that half a surrogate pair cannot fail. */
final class EventJson {
    private final JsonGenerator json;

    private EventJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] line(JsonFactory factory, RunEvent event) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            new EventJson(generator).write(event);
        }
        text.write('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(RunEvent event) throws IOException {
        json.writeStartObject();
        if (event instanceof Message message) {
            begin("message", event);
            string("build", message.build());
            string("part", message.part());
            constant("level", message.level());
            string("text", message.text());
        } else if (event instanceof Progress progress) {
            begin("progress", event);
            string("build", progress.build());
            string("what", progress.what());
            json.writeNumberField("done", progress.done());
            json.writeNumberField("total", progress.total());
        } else if (event instanceof StepStarted step) {
            begin("step_started", event);
            string("build", step.build());
            json.writeNumberField("step", step.step());
            constant("phase", step.phase());
            string("description", step.description());
            string("place", step.place());
        } else if (event instanceof StepEnded step) {
            begin("step_ended", event);
            string("build", step.build());
            json.writeNumberField("step", step.step());
            constant("outcome", step.outcome());
        } else {
            writeRare(event);
        }
        json.writeEndObject();
    }

    private void writeRare(RunEvent event) throws IOException {
        if (event instanceof RunStarted run) {
            begin("run_started", event);
            string("run_id", run.runId());
            string("version", run.version());
            string("template", run.template());
        } else if (event instanceof BuildsPlanned planned) {
            begin("builds_planned", event);
            builds(planned.builds());
        } else if (event instanceof BuildStarted build) {
            begin("build_started", event);
            string("build", build.build());
        } else if (event instanceof BuildEnded build) {
            begin("build_ended", event);
            string("build", build.build());
            constant("outcome", build.outcome());
            string("error", build.error());
        } else if (event instanceof DiagnosticFound diagnostic) {
            diagnostic(diagnostic);
        } else if (event instanceof ArtifactProduced produced) {
            begin("artifact_produced", event);
            string("build", produced.build());
            json.writeNumberField("index", produced.index());
            artifact(produced.artifact());
        } else if (event instanceof ResourceLeft left) {
            begin("resource_left", event);
            string("build", left.build());
            string("kind", left.kind());
            string("name", left.name());
            string("id", left.id());
            string("reason", left.reason());
        } else if (event instanceof RunEnded run) {
            begin("run_ended", event);
            constant("outcome", run.outcome());
            json.writeNumberField("exit_code", run.exitCode());
            string("journal", run.journal());
        } else if (event instanceof TemplateInspected inspected) {
            begin("template_inspected", event);
            variables(inspected.variables());
            builds(inspected.builds());
        } else {
            throw new IllegalStateException("An event without a JSON form: " + event.getClass());
        }
    }

    private void diagnostic(DiagnosticFound diagnostic) throws IOException {
        begin("diagnostic_found", diagnostic);
        string("severity", diagnostic.severity());
        string("summary", diagnostic.summary());
        string("detail", diagnostic.detail());
        Place place = diagnostic.place();
        if (place != null) {
            json.writeObjectFieldStart("place");
            string("file", place.file());
            json.writeNumberField("line", place.line());
            json.writeNumberField("column", place.column());
            json.writeNumberField("end_line", place.endLine());
            json.writeNumberField("end_column", place.endColumn());
            string("snippet", place.snippet());
            json.writeEndObject();
        }
        string("text", diagnostic.text());
    }

    private void variables(List<VariableReport> variables) throws IOException {
        json.writeArrayFieldStart("variables");
        for (VariableReport variable : variables) {
            json.writeStartObject();
            string("name", variable.name());
            string("type", variable.type());
            string("description", variable.description());
            json.writeBooleanField("sensitive", variable.sensitive());
            string("value", variable.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void builds(List<PlannedBuild> builds) throws IOException {
        json.writeArrayFieldStart("builds");
        for (PlannedBuild build : builds) {
            json.writeStartObject();
            string("name", build.name());
            string("builder_type", build.builderType());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void artifact(ArtifactReport artifact) throws IOException {
        json.writeObjectFieldStart("artifact");
        string("builder_id", artifact.builderId());
        string("id", artifact.id());
        string("description", artifact.description());
        json.writeFieldName("images");
        value(artifact.images());
        json.writeArrayFieldStart("files");
        for (FileReport file : artifact.files()) {
            json.writeStartObject();
            string("path", file.path());
            json.writeNumberField("size", file.size());
            string("sha256", file.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("attributes");
        value(artifact.attributes());
        json.writeEndObject();
    }

    /** An attribute's value; what is neither text nor a list nor a map of them is written as its text. */
    private void value(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                value(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(element);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    private void begin(String name, RunEvent event) throws IOException {
        string("event", name);
        string("time", iso(event.time()));
    }

    private void string(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    private void constant(String name, Enum<?> value) throws IOException {
        string(name, value.name().toLowerCase(Locale.ROOT));
    }

    /** The ISO form, without the machinery of {@code DateTimeFormatter}, which is slow to load. */
    private static String iso(Instant time) {
        String local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC)
                .toString();
        return (local.length() == "2026-11-22T00:00".length() ? local + ":00" : local) + "Z";
    }
}
