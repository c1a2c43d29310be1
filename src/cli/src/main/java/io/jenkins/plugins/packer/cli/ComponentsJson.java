package io.jenkins.plugins.packer.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.jenkins.plugins.packer.cli.ComponentsCommand.Described;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.OptionModel;
import io.jenkins.plugins.packer.engine.config.OptionType;
import io.jenkins.plugins.packer.hcl.value.Type;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * Components and their options as JSON: a list of objects with {@code kind}, {@code type}, {@code summary},
 * {@code options} and {@code refused}, and for a data source {@code outputs}.
 */
final class ComponentsJson {
    private final JsonGenerator json;

    private ComponentsJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(List<Described> all) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartArray();
            for (Described described : all) {
                new ComponentsJson(json).component(described);
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private void component(Described described) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", described.kind().label());
        json.writeStringField("type", described.component().type());
        json.writeStringField("summary", described.component().summary());
        options(described.schema());
        if (described.component() instanceof DataSource<?>) {
            json.writeObjectFieldStart("outputs");
            for (Map.Entry<String, Type> output : described.outputs().entrySet()) {
                json.writeStringField(output.getKey(), output.getValue().expression());
            }
            json.writeEndObject();
        }
        json.writeObjectFieldStart("refused");
        for (Map.Entry<String, String> refused : described.schema().refused().entrySet()) {
            json.writeStringField(refused.getKey(), refused.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void options(ConfigurationSchema<?> schema) throws IOException {
        json.writeArrayFieldStart("options");
        for (OptionModel option : schema.options()) {
            json.writeStartObject();
            json.writeStringField("name", option.name());
            json.writeStringField("type", option.type().displayName());
            if (!option.defaultValue().isEmpty()) {
                json.writeStringField("default", option.defaultValue());
            }
            json.writeBooleanField("required", option.required());
            json.writeBooleanField("sensitive", option.sensitive());
            json.writeStringField("doc", option.doc());
            if (option.type() instanceof OptionType.BlockOf block) {
                options(block.schema());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
