package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;

/** Numbers of legacy templates are doubles, as those of every JSON that Go reads without knowing its form. */
public final class LegacyNumbers {
    private LegacyNumbers() {}

    /** Reports numbers that are too large for that. */
    public static void check(JsonNode node, Diagnostics diagnostics) {
        if (node instanceof JsonNode.ObjectNode object) {
            object.properties().forEach(property -> check(property.value(), diagnostics));
        } else if (node instanceof JsonNode.ArrayNode array) {
            array.elements().forEach(element -> check(element, diagnostics));
        } else if (node instanceof JsonNode.NumberNode number && Double.isInfinite(Double.parseDouble(number.text()))) {
            diagnostics.error(
                    "Number too large",
                    "The number " + number.text() + " is beyond what a legacy JSON template can hold, which is about"
                            + " 1.8e308.",
                    number.range());
        }
    }
}
