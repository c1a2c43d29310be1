package io.jenkins.plugins.packer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a manifest. A member that is missing or null has Go's zero value. */
final class PackerManifestReader {
    private final JsonParser json;

    private PackerManifestReader(JsonParser json) {
        this.json = json;
    }

    static PackerManifest read(byte[] bytes) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            PackerManifestReader reader = new PackerManifestReader(json);
            json.nextToken();
            PackerManifest manifest = reader.manifest();
            if (json.nextToken() != null) {
                throw new IOException("There is text after the manifest's end");
            }
            return manifest;
        }
    }

    private PackerManifest manifest() throws IOException {
        List<PackerManifest.Build> builds = new ArrayList<>();
        String lastRun = "";
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            switch (member) {
                case "builds" -> {
                    if (value != JsonToken.VALUE_NULL) {
                        expect(JsonToken.START_ARRAY);
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            builds.add(build());
                        }
                    }
                }
                case "last_run_uuid" -> lastRun = text();
                default -> json.skipChildren();
            }
        }
        return new PackerManifest(builds, lastRun);
    }

    private PackerManifest.Build build() throws IOException {
        String name = "";
        String builderType = "";
        long buildTime = 0;
        List<PackerManifest.File> files = null;
        String artifactId = "";
        String runUuid = "";
        Map<String, String> customData = null;
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "name" -> name = text();
                case "builder_type" -> builderType = text();
                case "build_time" -> buildTime = number();
                case "files" -> files = files();
                case "artifact_id" -> artifactId = text();
                case "packer_run_uuid" -> runUuid = text();
                case "custom_data" -> customData = customData();
                default -> json.skipChildren();
            }
        }
        return new PackerManifest.Build(name, builderType, buildTime, files, artifactId, runUuid, customData);
    }

    private @Nullable List<PackerManifest.File> files() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(JsonToken.START_ARRAY);
        List<PackerManifest.File> files = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            files.add(file());
        }
        return files;
    }

    private PackerManifest.File file() throws IOException {
        String name = "";
        long size = 0;
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "name" -> name = text();
                case "size" -> size = number();
                default -> json.skipChildren();
            }
        }
        return new PackerManifest.File(name, size);
    }

    private @Nullable Map<String, String> customData() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(JsonToken.START_OBJECT);
        Map<String, String> data = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            data.put(key, text());
        }
        return data;
    }

    private String text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        expect(JsonToken.VALUE_STRING);
        return json.getText();
    }

    private long number() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private void expect(JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("Not a manifest: " + json.currentToken() + " where " + token + " is expected, line "
                    + json.currentTokenLocation().getLineNr());
        }
    }
}
