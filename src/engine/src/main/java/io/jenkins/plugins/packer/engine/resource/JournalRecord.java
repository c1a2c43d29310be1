package io.jenkins.plugins.packer.engine.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a journal, JSON. */
sealed interface JournalRecord {

    record Begun(JournalHeader header) implements JournalRecord {}

    record Intent(long seq, String build, Resource resource, boolean product) implements JournalRecord {}

    record Created(long seq, String id) implements JournalRecord {}

    record Removed(long seq) implements JournalRecord {}

    record Kept(long seq) implements JournalRecord {}

    record Failed(long seq, String message) implements JournalRecord {}

    /** The record as a line with its end. */
    default String line(JsonFactory factory) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            write(json, this);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A journal's record has no JSON form: " + this, e);
        }
        return text.append("\n").toString();
    }

    private static void write(JsonGenerator json, JournalRecord record) throws IOException {
        if (record instanceof Begun begun) {
            JournalHeader header = begun.header();
            json.writeStringField("record", "header");
            json.writeStringField("run", header.runId());
            json.writeStringField("version", header.version());
            json.writeNumberField("started", header.started().toEpochMilli());
            json.writeNumberField("pid", header.pid());
            json.writeNumberField("process_started", header.processStarted());
        } else if (record instanceof Intent intent) {
            begin(json, "intent", intent.seq());
            json.writeStringField("build", intent.build());
            json.writeStringField("kind", intent.resource().kind());
            json.writeStringField("name", intent.resource().name());
            json.writeObjectFieldStart("attributes");
            for (Map.Entry<String, String> attribute :
                    intent.resource().attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("product", intent.product());
        } else if (record instanceof Created created) {
            begin(json, "created", created.seq());
            json.writeStringField("id", created.id());
        } else if (record instanceof Removed removed) {
            begin(json, "removed", removed.seq());
        } else if (record instanceof Kept kept) {
            begin(json, "kept", kept.seq());
        } else if (record instanceof Failed failed) {
            begin(json, "failed", failed.seq());
            json.writeStringField("message", failed.message());
        }
    }

    private static void begin(JsonGenerator json, String name, long seq) throws IOException {
        json.writeStringField("record", name);
        json.writeNumberField("seq", seq);
    }

    /**
     * Reads a line.
     *
     * @return the record, or null where the line is not whole or not a record
     */
    static @Nullable JournalRecord parse(JsonFactory factory, String line) {
        Map<String, String> members = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        try (JsonParser json = factory.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        attributes.put(json.currentName(), present(json.nextTextValue()));
                    }
                } else {
                    members.put(name, json.getText());
                }
            }
            return json.nextToken() == null ? of(members, attributes) : null;
        } catch (IOException | IllegalArgumentException e) {
            // A line that the end of the process cut off. What it would have told is found out by the reapers.
            return null;
        }
    }

    private static @Nullable JournalRecord of(Map<String, String> members, Map<String, String> attributes) {
        String name = members.getOrDefault("record", "");
        if ("header".equals(name)) {
            return new Begun(new JournalHeader(
                    text(members, "run"),
                    text(members, "version"),
                    Instant.ofEpochMilli(Long.parseLong(members.get("started"))),
                    Long.parseLong(members.get("pid")),
                    Long.parseLong(members.get("process_started"))));
        }
        long seq = Long.parseLong(members.get("seq"));
        return switch (name) {
            case "intent" ->
                new Intent(
                        seq,
                        text(members, "build"),
                        new Resource(text(members, "kind"), text(members, "name"), attributes),
                        Boolean.parseBoolean(members.get("product")));
            case "created" -> new Created(seq, text(members, "id"));
            case "removed" -> new Removed(seq);
            case "kept" -> new Kept(seq);
            case "failed" -> new Failed(seq, text(members, "message"));
            default -> null;
        };
    }

    private static String text(Map<String, String> members, String name) {
        return present(members.get(name));
    }

    private static String present(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("a member is missing");
        }
        return value;
    }
}
