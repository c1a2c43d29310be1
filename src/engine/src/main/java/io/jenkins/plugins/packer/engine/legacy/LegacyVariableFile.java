package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A variable file for legacy templates: a JSON object of strings, whatever its name ends with. */
public final class LegacyVariableFile {
    private LegacyVariableFile() {}

    /** The values by name; of what is wrong the diagnostics tell. */
    public static Map<String, String> read(SourceFile file, Diagnostics diagnostics) {
        Map<String, String> values = new LinkedHashMap<>();
        JsonNode node = JsonParser.parse(file, diagnostics);
        if (node instanceof JsonNode.InvalidNode) {
            return values;
        }
        if (!(node instanceof JsonNode.ObjectNode object)) {
            diagnostics.error(
                    "Root value must be object",
                    "A variable file for a legacy JSON template is an object with a string for each variable.",
                    node.startRange());
            return values;
        }
        for (JsonNode.Property property : object.properties()) {
            String name = property.name().value();
            if (property.value() instanceof JsonNode.TextNode text) {
                values.put(name, text.value());
            } else if (property.value() instanceof JsonNode.NullNode) {
                values.put(name, "");
            } else {
                new LegacyValues(diagnostics).wrongType(property.value(), name, "a string");
            }
        }
        return values;
    }
}
