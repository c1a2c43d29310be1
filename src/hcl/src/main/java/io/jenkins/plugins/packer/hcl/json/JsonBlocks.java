package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the blocks that one property stands for: below its name there is an object for each label, whose property names
 * are the labels, and below the last label an object for a block or an array of them. Wherever an object for labels may
 * be, there may be an array of such objects too, which keeps the order of blocks of different labels.
 */
final class JsonBlocks {
    private static final String WRONG_TYPE = "Incorrect JSON value type";

    private final BodySchema.BlockSchema schema;
    private final SourceRange typeRange;
    private final Diagnostics diagnostics;
    private final List<Block> blocks = new ArrayList<>();

    private JsonBlocks(BodySchema.BlockSchema schema, SourceRange typeRange, Diagnostics diagnostics) {
        this.schema = schema;
        this.typeRange = typeRange;
        this.diagnostics = diagnostics;
    }

    static List<Block> read(JsonNode.Property property, BodySchema.BlockSchema schema, Diagnostics diagnostics) {
        JsonBlocks reader = new JsonBlocks(schema, property.name().range(), diagnostics);
        reader.unpack(property.value(), List.of());
        return reader.blocks;
    }

    /**
     * The properties of an object, or of all the objects of an array; those of null are none.
     *
     * @param inArray message for what is no object in an array
     * @param elsewhere message for what is neither object nor array
     */
    static List<JsonNode.Property> properties(
            JsonNode value, String inArray, String elsewhere, Diagnostics diagnostics) {
        if (value instanceof JsonNode.ObjectNode object) {
            return object.properties();
        }
        List<JsonNode.Property> properties = new ArrayList<>();
        if (value instanceof JsonNode.ArrayNode array) {
            for (JsonNode element : array.elements()) {
                if (element instanceof JsonNode.ObjectNode object) {
                    properties.addAll(object.properties());
                } else {
                    diagnostics.error(WRONG_TYPE, inArray, element.startRange());
                }
            }
        } else if (!(value instanceof JsonNode.NullNode)) {
            diagnostics.error(WRONG_TYPE, elsewhere, value.startRange());
        }
        return properties;
    }

    private void unpack(JsonNode value, List<JsonNode.TextNode> labels) {
        if (labels.size() == schema.labelNames().size()) {
            addBlocks(value, labels);
            return;
        }
        String name = schema.labelNames().get(labels.size());
        List<JsonNode.Property> properties = properties(
                value,
                "A JSON object is required here, to specify " + name + " labels for this block.",
                "Either a JSON object or JSON array of objects is required here, to specify " + name
                        + " labels for this block.",
                diagnostics);
        if (properties.isEmpty()) {
            diagnostics.error(
                    "Missing block label",
                    "At least one object property is required, whose name represents the " + schema.type() + " block's "
                            + name + ".",
                    value.startRange());
        }
        for (JsonNode.Property property : properties) {
            List<JsonNode.TextNode> more = new ArrayList<>(labels);
            more.add(property.name());
            unpack(property.value(), more);
        }
    }

    private void addBlocks(JsonNode value, List<JsonNode.TextNode> labels) {
        if (value instanceof JsonNode.ObjectNode) {
            blocks.add(block(value, labels));
        } else if (value instanceof JsonNode.ArrayNode array) {
            for (JsonNode element : array.elements()) {
                // One that is no object is reported when somebody reads its body.
                blocks.add(block(element, labels));
            }
        } else if (!(value instanceof JsonNode.NullNode)) {
            diagnostics.error(
                    WRONG_TYPE,
                    "Either a JSON object or a JSON array is required, representing the contents of one or more \""
                            + schema.type() + "\" blocks.",
                    value.startRange());
        }
    }

    private Block block(JsonNode body, List<JsonNode.TextNode> labels) {
        List<String> texts = new ArrayList<>(labels.size());
        List<SourceRange> ranges = new ArrayList<>(labels.size());
        for (JsonNode.TextNode label : labels) {
            texts.add(label.value());
            ranges.add(label.range());
        }
        SourceRange close = body instanceof JsonNode.ObjectNode object ? object.closeRange() : body.range();
        return new Block(
                schema.type(),
                texts,
                new JsonBody(body),
                typeRange,
                ranges,
                body.startRange(),
                close,
                // From the type name on there may be many other blocks in between.
                body.startRange());
    }
}
