package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate.Named;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads builders, provisioners and post-processors of a legacy template: what they say beside their own options. */
public final class LegacySteps {
    /** What a builder says beside its options. */
    public static final List<String> BUILDER_NAMES = List.of("type", "name");

    /** What a provisioner says beside its options. */
    public static final List<String> PROVISIONER_NAMES =
            List.of("type", "only", "except", "override", "pause_before", "max_retries", "timeout");

    /** What a post-processor says beside its options. */
    public static final List<String> POST_PROCESSOR_NAMES =
            List.of("type", "name", "only", "except", "keep_input_artifact");

    private final Diagnostics diagnostics;
    private final LegacyValues values;

    LegacySteps(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new LegacyValues(diagnostics);
    }

    LegacyTemplate.@Nullable Builder builder(JsonNode node) {
        if (!(node instanceof JsonNode.ObjectNode written)) {
            values.wrongType(node, "every element of builders", "an object");
            return null;
        }
        LegacyObject object = new LegacyObject(written, BUILDER_NAMES);
        Named type = type(object, "builder", written.startRange());
        if (type == null) {
            return null;
        }
        Named name = values.weakString(object.get("name"), "name");
        return new LegacyTemplate.Builder(
                type, name == null || name.text().isEmpty() ? type : name, object.options(), written.startRange());
    }

    private @Nullable Named type(LegacyObject object, String step, SourceRange place) {
        JsonNode node = object.get("type");
        Named type = values.weakString(node, "type");
        if (type != null && !type.text().isEmpty()) {
            return type;
        }
        if (type != null || node instanceof JsonNode.NullNode) {
            diagnostics.error(
                    "Missing type",
                    "This " + step + " has no \"type\", which says what it is.",
                    type == null ? place : type.range());
        }
        return null;
    }

    LegacyTemplate.@Nullable Provisioner provisioner(JsonNode node, String what) {
        if (!(node instanceof JsonNode.ObjectNode written)) {
            values.wrongType(node, what, "an object");
            return null;
        }
        LegacyObject object = new LegacyObject(written, PROVISIONER_NAMES);
        Named type = type(object, "provisioner", written.startRange());
        if (type == null) {
            return null;
        }
        Named retries = values.weakString(object.get("max_retries"), "max_retries");
        return new LegacyTemplate.Provisioner(
                type,
                new LegacyTemplate.Selection(
                        values.weakStrings(object.get("only"), "only"),
                        values.weakStrings(object.get("except"), "except")),
                overrides(object.get("override")),
                values.duration(object.get("pause_before"), "pause_before"),
                values.duration(object.get("timeout"), "timeout"),
                retries == null || retries.text().isEmpty() ? null : retries,
                object.options(),
                written.startRange());
    }

    private List<LegacyTemplate.Override> overrides(JsonNode node) {
        List<LegacyTemplate.Override> overrides = new ArrayList<>();
        JsonNode.ObjectNode object = values.object(node, "override");
        for (JsonNode.Property property : object == null ? List.<JsonNode.Property>of() : object.properties()) {
            String builder = property.name().value();
            JsonNode.ObjectNode options = values.object(property.value(), "override." + builder);
            if (options != null) {
                overrides.add(new LegacyTemplate.Override(
                        new Named(builder, property.name().range()), options));
            }
        }
        return overrides;
    }

    /** A post-processor by itself is a sequence of one. */
    List<LegacyTemplate.PostProcessor> sequence(JsonNode node) {
        List<JsonNode> written = node instanceof JsonNode.ArrayNode array ? array.elements() : List.of(node);
        List<LegacyTemplate.PostProcessor> sequence = new ArrayList<>();
        for (JsonNode element : written) {
            LegacyTemplate.PostProcessor step = postProcessor(element);
            if (step != null) {
                sequence.add(step);
            }
        }
        return List.copyOf(sequence);
    }

    private LegacyTemplate.@Nullable PostProcessor postProcessor(JsonNode node) {
        if (node instanceof JsonNode.TextNode text) {
            return new LegacyTemplate.PostProcessor(
                    new Named(text.value(), text.range()),
                    text.value(),
                    new LegacyTemplate.Selection(List.of(), List.of()),
                    null,
                    new JsonNode.ObjectNode(List.of(), text.range()),
                    text.range());
        }
        if (!(node instanceof JsonNode.ObjectNode written)) {
            values.wrongType(
                    node,
                    "every element of post-processors",
                    "a string, an object or an array of these (which cannot have arrays in it)");
            return null;
        }
        LegacyObject object = new LegacyObject(written, POST_PROCESSOR_NAMES);
        Named type = type(object, "post-processor", written.startRange());
        if (type == null) {
            return null;
        }
        Named name = values.string(object.get("name"), "name");
        return new LegacyTemplate.PostProcessor(
                type,
                name == null || name.text().isEmpty() ? type.text() : name.text(),
                new LegacyTemplate.Selection(
                        values.strings(object.get("only"), "only"), values.strings(object.get("except"), "except")),
                values.truth(object.get("keep_input_artifact"), "keep_input_artifact"),
                object.options(),
                written.startRange());
    }
}
