package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object of which some properties say what the others are: those are taken out, the rest are a component's options. */
final class LegacyObject {
    private final JsonNode.ObjectNode object;
    private final Map<String, JsonNode> taken = new HashMap<>();
    private final List<JsonNode.Property> rest = new ArrayList<>();

    LegacyObject(JsonNode.ObjectNode object, List<String> special) {
        this.object = object;
        for (JsonNode.Property property : object.properties()) {
            if (special.contains(property.name().value())) {
                taken.putIfAbsent(property.name().value(), property.value());
            } else {
                rest.add(property);
            }
        }
    }

    /** The value of a property; null's node where it is not there. */
    JsonNode get(String name) {
        JsonNode value = taken.get(name);
        return value == null ? new JsonNode.NullNode(object.startRange()) : value;
    }

    /** What is left. */
    JsonNode.ObjectNode options() {
        return new JsonNode.ObjectNode(rest, object.range());
    }
}
