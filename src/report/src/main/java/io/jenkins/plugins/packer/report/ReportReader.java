package io.jenkins.plugins.packer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.packer.report.Members.UnknownConstantException;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.FileReport;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import io.jenkins.plugins.packer.report.RunEvent.Place;
import io.jenkins.plugins.packer.report.RunEvent.PlannedBuild;
import io.jenkins.plugins.packer.report.RunEvent.VariableReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ReportWriter} wrote. Events, members and constants that it does not know are skipped, so that an
 * older reader gets along with a newer engine.
 */
public final class ReportReader {
    private final JsonFactory json = new JsonFactory();

    /**
     * Reads one line.
     *
     * @param line with or without its end
     * @return the event, or empty where it is of a kind that this version does not know
     * @throws ReportException when the line is not an event at all: cut off, not JSON, or a member is missing or wrong
     */
    public Optional<RunEvent> read(String line) throws ReportException {
        Map<String, @Nullable Object> values = parse(line);
        if (!(values.get("event") instanceof String event)) {
            throw new ReportException("Not a line of a report, it has no member \"event\": " + shortened(line));
        }
        try {
            return Optional.ofNullable(event(event, new Members(event, values)));
        } catch (UnknownConstantException e) {
            return Optional.empty();
        }
    }

    private static @Nullable RunEvent event(String name, Members members)
            throws ReportException, UnknownConstantException {
        return switch (name) {
            case "run_started" ->
                new RunEvent.RunStarted(
                        members.time(),
                        members.string("run_id"),
                        members.string("version"),
                        members.string("template"));
            case "builds_planned" -> new RunEvent.BuildsPlanned(members.time(), builds(members));
            case "build_started" -> new RunEvent.BuildStarted(members.time(), members.string("build"));
            case "step_started" ->
                new RunEvent.StepStarted(
                        members.time(),
                        members.string("build"),
                        members.integer("step"),
                        members.constant("phase", Phase.class),
                        members.string("description"),
                        members.stringOr("place", ""));
            case "step_ended" ->
                new RunEvent.StepEnded(
                        members.time(),
                        members.string("build"),
                        members.integer("step"),
                        members.constant("outcome", Outcome.class));
            case "message" ->
                new RunEvent.Message(
                        members.time(),
                        members.string("build"),
                        members.stringOr("part", ""),
                        members.constant("level", Level.class),
                        members.string("text"));
            case "progress" ->
                new RunEvent.Progress(
                        members.time(),
                        members.string("build"),
                        members.string("what"),
                        members.number("done"),
                        members.number("total"));
            case "diagnostic_found" -> diagnostic(members);
            case "artifact_produced" ->
                new RunEvent.ArtifactProduced(
                        members.time(),
                        members.string("build"),
                        members.integer("index"),
                        artifact(members.object("artifact")));
            case "resource_left" ->
                new RunEvent.ResourceLeft(
                        members.time(),
                        members.string("build"),
                        members.string("kind"),
                        members.string("name"),
                        members.string("id"),
                        members.string("reason"));
            case "build_ended" ->
                new RunEvent.BuildEnded(
                        members.time(),
                        members.string("build"),
                        members.constant("outcome", Outcome.class),
                        members.string("error"));
            case "run_ended" ->
                new RunEvent.RunEnded(
                        members.time(),
                        members.constant("outcome", Outcome.class),
                        members.integer("exit_code"),
                        members.string("journal"));
            case "template_inspected" ->
                new RunEvent.TemplateInspected(members.time(), variables(members), builds(members));
            default -> null;
        };
    }

    private static List<VariableReport> variables(Members members) throws ReportException {
        List<VariableReport> variables = new ArrayList<>();
        for (Members variable : members.objects("variables")) {
            variables.add(new VariableReport(
                    variable.string("name"),
                    variable.string("type"),
                    variable.string("description"),
                    variable.flag("sensitive"),
                    variable.string("value")));
        }
        return variables;
    }

    private static List<PlannedBuild> builds(Members members) throws ReportException {
        List<PlannedBuild> builds = new ArrayList<>();
        for (Members build : members.objects("builds")) {
            builds.add(new PlannedBuild(build.string("name"), build.string("builder_type")));
        }
        return builds;
    }

    private static RunEvent diagnostic(Members members) throws ReportException {
        Instant time = members.time();
        Place place = null;
        if (members.has("place")) {
            Members where = members.object("place");
            place = new Place(
                    where.string("file"),
                    where.integer("line"),
                    where.integer("column"),
                    where.integer("end_line"),
                    where.integer("end_column"),
                    where.string("snippet"));
        }
        return new RunEvent.DiagnosticFound(
                time,
                members.string("severity"),
                members.string("summary"),
                members.string("detail"),
                place,
                members.string("text"));
    }

    private static ArtifactReport artifact(Members members) throws ReportException {
        Map<String, String> images = new LinkedHashMap<>();
        Members byRegion = members.object("images");
        for (String region : byRegion.values().keySet()) {
            images.put(region, byRegion.string(region));
        }
        List<FileReport> files = new ArrayList<>();
        for (Members file : members.objects("files")) {
            files.add(new FileReport(file.string("path"), file.number("size"), file.string("sha256")));
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        members.object("attributes").values().forEach((name, value) -> {
            if (value != null) {
                attributes.put(name, value);
            }
        });
        return new ArtifactReport(
                members.string("builder_id"),
                members.string("id"),
                members.string("description"),
                images,
                files,
                attributes);
    }

    private Map<String, @Nullable Object> parse(String line) throws ReportException {
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, @Nullable Object> object = object(parser);
                if (parser.nextToken() == null) {
                    return object;
                }
            }
        } catch (JsonProcessingException e) {
            throw new ReportException("Not a line of a report, " + e.getOriginalMessage() + ": " + shortened(line), e);
        } catch (IOException e) {
            throw new ReportException("Not a line of a report: " + shortened(line), e);
        }
        throw new ReportException("Not a line of a report, not one JSON object: " + shortened(line));
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getText()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static String shortened(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
