package io.jenkins.plugins.packer.pipeline.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of variables as files in JSON: one that {@code -var-file} reads, and one that the engine's {@code -var-values} reads. */
public final class VariablesFile {
    private final JsonGenerator json;

    private VariablesFile(JsonGenerator json) {
        this.json = json;
    }

    /** The file's content, in UTF-8. */
    static byte[] of(Map<String, Object> variables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            new VariablesFile(json).write(variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A text for each, as {@code -var} takes it: a text as it is, anything else as an expression. */
    static byte[] values(Map<String, Object> variables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> variable : variables.entrySet()) {
                json.writeStringField(variable.getKey(), text(variable.getValue()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A value as {@code -var} takes it: a text as it is, anything else as an expression. */
    public static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new VariablesFile(json).write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(element);
            }
            json.writeEndArray();
        } else {
            // In JSON, too, a text is a template in which ${ and %{ begin an expression: here they are meant as they
            // are.
            json.writeString(value.toString().replace("${", "$${").replace("%{", "%%{"));
        }
    }
}
