package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A body in JSON syntax: an object, or an array of objects whose properties are taken together. Properties named
 * {@code //} are comments. Immutable.
 */
final class JsonBody implements Body {
    private static final String COMMENT = "//";
    private static final String WRONG_TYPE = "Incorrect JSON value type";

    private final JsonNode value;
    /** Names that an earlier schema took already. */
    private final Set<String> taken;

    JsonBody(JsonNode value) {
        this(value, Set.of());
    }

    private JsonBody(JsonNode value, Set<String> taken) {
        this.value = value;
        this.taken = taken;
    }

    @Override
    public BodyContent content(BodySchema schema, Diagnostics diagnostics) {
        PartialContent partial = partialContent(schema, diagnostics);
        Set<String> known = ((JsonBody) partial.remaining()).taken;
        List<String> unset = new ArrayList<>();
        for (BodySchema.AttributeSchema attribute : schema.attributes()) {
            if (!known.contains(attribute.name())) {
                unset.add(attribute.name());
            }
        }
        for (BodySchema.BlockSchema block : schema.blocks()) {
            unset.add(block.type());
        }
        // What is no object was reported by the partial reading.
        for (JsonNode.Property property : properties(new Diagnostics())) {
            String name = property.name().value();
            if (!name.equals(COMMENT) && !known.contains(name)) {
                String similar = SimilarName.to(name, unset).orElse(null);
                diagnostics.error(
                        "Extraneous JSON object property",
                        "No argument or block type is named \"" + name + "\"."
                                + (similar == null ? "" : " Did you mean \"" + similar + "\"?"),
                        property.name().range());
            }
        }
        return partial.content();
    }

    private List<JsonNode.Property> properties(Diagnostics diagnostics) {
        return JsonBlocks.properties(
                value,
                "A JSON object is required here, to define arguments and child blocks.",
                "Either a JSON object or JSON array of objects is required here, to define arguments and child blocks.",
                diagnostics);
    }

    @Override
    public PartialContent partialContent(BodySchema schema, Diagnostics diagnostics) {
        Set<String> expectedAttributes = new HashSet<>();
        for (BodySchema.AttributeSchema attribute : schema.attributes()) {
            expectedAttributes.add(attribute.name());
        }
        Map<String, BodySchema.BlockSchema> expectedBlocks = new HashMap<>();
        for (BodySchema.BlockSchema block : schema.blocks()) {
            expectedBlocks.put(block.type(), block);
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        List<Block> blocks = new ArrayList<>();
        Set<String> nowTaken = new HashSet<>(taken);
        for (JsonNode.Property property : properties(diagnostics)) {
            String name = property.name().value();
            if (taken.contains(name)) {
                continue;
            }
            BodySchema.BlockSchema block = expectedBlocks.get(name);
            if (expectedAttributes.contains(name)) {
                addAttribute(property, "Duplicate argument", attributes, diagnostics);
                nowTaken.add(name);
            } else if (block != null) {
                blocks.addAll(JsonBlocks.read(property, block, diagnostics));
                nowTaken.add(name);
            }
        }
        for (BodySchema.AttributeSchema expected : schema.attributes()) {
            if (expected.required() && !attributes.containsKey(expected.name())) {
                diagnostics.error(
                        "Missing required argument",
                        "The argument \"" + expected.name() + "\" is required, but no definition was found.",
                        missingItemRange());
            }
        }
        return new PartialContent(
                new BodyContent(Collections.unmodifiableMap(attributes), List.copyOf(blocks), missingItemRange()),
                new JsonBody(value, nowTaken));
    }

    private static void addAttribute(
            JsonNode.Property property, String duplicate, Map<String, Attribute> attributes, Diagnostics diagnostics) {
        String name = property.name().value();
        SourceRange nameRange = property.name().range();
        Attribute first = attributes.get(name);
        if (first != null) {
            diagnostics.add(Diagnostic.error(
                    duplicate, "The argument \"" + name + "\" was already set at " + first.range() + ".", nameRange));
            return;
        }
        attributes.put(
                name,
                new Attribute(
                        name,
                        new Expression.Json(property.value()),
                        SourceRange.between(nameRange, property.value().range()),
                        nameRange));
    }

    @Override
    public Map<String, Attribute> justAttributes(Diagnostics diagnostics) {
        if (!(value instanceof JsonNode.ObjectNode object)) {
            diagnostics.error(
                    WRONG_TYPE,
                    "A JSON object is required here, setting the arguments for this block.",
                    value.startRange());
            return Map.of();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (JsonNode.Property property : object.properties()) {
            String name = property.name().value();
            if (!name.equals(COMMENT) && !taken.contains(name)) {
                addAttribute(property, "Duplicate attribute definition", attributes, diagnostics);
            }
        }
        return Collections.unmodifiableMap(attributes);
    }

    @Override
    public SourceRange missingItemRange() {
        return value instanceof JsonNode.ObjectNode object ? object.closeRange() : value.startRange();
    }
}
