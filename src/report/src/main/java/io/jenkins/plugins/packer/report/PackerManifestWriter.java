package io.jenkins.plugins.packer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a manifest byte for byte as Go's {@code json.MarshalIndent} does, so that both can append to one file. */
final class PackerManifestWriter {
    private PackerManifestWriter() {}

    static byte[] write(PackerManifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.setCharacterEscapes(new GoEscapes());
            json.setPrettyPrinter(indentation());
            json.writeStartObject();
            json.writeArrayFieldStart("builds");
            for (PackerManifest.Build build : manifest.builds()) {
                write(build, json);
            }
            json.writeEndArray();
            json.writeStringField("last_run_uuid", manifest.lastRunUuid());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static DefaultPrettyPrinter indentation() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }

    private static void write(PackerManifest.Build build, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", build.name());
        json.writeStringField("builder_type", build.builderType());
        if (build.buildTime() != 0) {
            json.writeNumberField("build_time", build.buildTime());
        }
        json.writeFieldName("files");
        List<PackerManifest.File> files = build.files();
        if (files == null) {
            json.writeNull();
        } else {
            json.writeStartArray();
            for (PackerManifest.File file : files) {
                json.writeStartObject();
                json.writeStringField("name", file.name());
                json.writeNumberField("size", file.size());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeStringField("artifact_id", build.artifactId());
        json.writeStringField("packer_run_uuid", build.packerRunUuid());
        json.writeFieldName("custom_data");
        writeCustomData(build.customData(), json);
        json.writeEndObject();
    }

    private static void writeCustomData(@Nullable Map<String, String> customData, JsonGenerator json)
            throws IOException {
        if (customData == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (Map.Entry<String, String> entry : new TreeMap<>(customData).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /** Go escapes what would be markup in HTML or a line end in JavaScript, and writes hexadecimal in lower case. */
    private static final class GoEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final char LINE_SEPARATOR = '\u2028';
        private static final char PARAGRAPH_SEPARATOR = '\u2029';
        private static final String HEXADECIMAL = "0123456789abcdef";

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (int c = 0; c < ' '; c++) {
                if (c != '\n' && c != '\r' && c != '\t') {
                    codes[c] = CharacterEscapes.ESCAPE_CUSTOM;
                }
            }
            codes['<'] = CharacterEscapes.ESCAPE_CUSTOM;
            codes['>'] = CharacterEscapes.ESCAPE_CUSTOM;
            codes['&'] = CharacterEscapes.ESCAPE_CUSTOM;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            if (c > 0x7f && c != LINE_SEPARATOR && c != PARAGRAPH_SEPARATOR) {
                return null;
            }
            byte[] escape = {'\\', 'u', 0, 0, 0, 0};
            for (int digit = 0; digit < 4; digit++) {
                escape[2 + digit] = (byte) HEXADECIMAL.charAt(c >> (12 - 4 * digit) & 0xf);
            }
            return new SerializedString(new String(escape, StandardCharsets.US_ASCII));
        }
    }
}
