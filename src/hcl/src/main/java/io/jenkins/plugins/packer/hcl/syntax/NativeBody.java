package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A body in native syntax, where attributes and blocks are told apart without a schema: besides the contract of
 * {@link Body}, all that was written can be listed. Immutable.
 */
public final class NativeBody implements Body {
    private final Map<String, Attribute> attributes;
    private final List<Block> blocks;
    private final SourceRange range;

    /** Names that an earlier schema took already. */
    private final Set<String> takenAttributes;

    private final Set<String> takenBlocks;

    NativeBody(Map<String, Attribute> attributes, List<Block> blocks, SourceRange range) {
        this(Collections.unmodifiableMap(attributes), List.copyOf(blocks), range, Set.of(), Set.of());
    }

    private NativeBody(
            Map<String, Attribute> attributes,
            List<Block> blocks,
            SourceRange range,
            Set<String> takenAttributes,
            Set<String> takenBlocks) {
        this.attributes = attributes;
        this.blocks = blocks;
        this.range = range;
        this.takenAttributes = takenAttributes;
        this.takenBlocks = takenBlocks;
    }

    /** All attributes in source order, also those that a schema took already. */
    public Map<String, Attribute> attributes() {
        return attributes;
    }

    /** All blocks in source order, also those that a schema took already. */
    public List<Block> blocks() {
        return blocks;
    }

    /** The braces and all between them; for a file, its first token to its last; for a one-line block, its argument. */
    public SourceRange range() {
        return range;
    }

    @Override
    public BodyContent content(BodySchema schema, Diagnostics diagnostics) {
        PartialContent partial = partialContent(schema, diagnostics);
        NativeBody remaining = (NativeBody) partial.remaining();
        for (Attribute attribute : attributes.values()) {
            if (!remaining.takenAttributes.contains(attribute.name())) {
                diagnostics.error(
                        "Unsupported argument",
                        "An argument named \"" + attribute.name() + "\" is not expected here."
                                + argumentHint(attribute.name(), schema, partial.content()),
                        attribute.nameRange());
            }
        }
        for (Block block : blocks) {
            if (!remaining.takenBlocks.contains(block.type())) {
                diagnostics.error(
                        "Unsupported block type",
                        "Blocks of type \"" + block.type() + "\" are not expected here."
                                + blockHint(block.type(), schema),
                        block.typeRange());
            }
        }
        return partial.content();
    }

    private static String argumentHint(String name, BodySchema schema, BodyContent content) {
        List<String> unset = new ArrayList<>();
        for (BodySchema.AttributeSchema expected : schema.attributes()) {
            if (!content.attributes().containsKey(expected.name())) {
                unset.add(expected.name());
            }
        }
        String similar = SimilarName.to(name, unset).orElse(null);
        if (similar != null) {
            return " Did you mean \"" + similar + "\"?";
        }
        for (BodySchema.BlockSchema expected : schema.blocks()) {
            if (expected.type().equals(name)) {
                return " Did you mean to define a block of type \"" + name + "\"?";
            }
        }
        return "";
    }

    private static String blockHint(String type, BodySchema schema) {
        List<String> types = new ArrayList<>();
        for (BodySchema.BlockSchema expected : schema.blocks()) {
            types.add(expected.type());
        }
        String similar = SimilarName.to(type, types).orElse(null);
        if (similar != null) {
            return " Did you mean \"" + similar + "\"?";
        }
        for (BodySchema.AttributeSchema expected : schema.attributes()) {
            if (expected.name().equals(type)) {
                return " Did you mean to define argument \"" + type
                        + "\"? If so, use the equals sign to assign it a value.";
            }
        }
        return "";
    }

    @Override
    public PartialContent partialContent(BodySchema schema, Diagnostics diagnostics) {
        Set<String> nowTakenAttributes = new HashSet<>(takenAttributes);
        Set<String> wanted = new HashSet<>();
        for (BodySchema.AttributeSchema expected : schema.attributes()) {
            String name = expected.name();
            if (!takenAttributes.contains(name) && attributes.containsKey(name)) {
                wanted.add(name);
                nowTakenAttributes.add(name);
            } else if (expected.required()) {
                diagnostics.error(
                        "Missing required argument",
                        "The argument \"" + name + "\" is required, but no definition was found.",
                        missingItemRange());
            }
        }
        Map<String, Attribute> found = new LinkedHashMap<>();
        for (Attribute attribute : attributes.values()) {
            if (wanted.contains(attribute.name())) {
                found.put(attribute.name(), attribute);
            }
        }
        Map<String, BodySchema.BlockSchema> expectedBlocks = new HashMap<>();
        for (BodySchema.BlockSchema expected : schema.blocks()) {
            expectedBlocks.put(expected.type(), expected);
        }
        List<Block> foundBlocks = new ArrayList<>();
        for (Block block : blocks) {
            BodySchema.BlockSchema expected = expectedBlocks.get(block.type());
            if (expected != null && !takenBlocks.contains(block.type()) && hasLabels(block, expected, diagnostics)) {
                foundBlocks.add(block);
            }
        }
        Set<String> nowTakenBlocks = new HashSet<>(takenBlocks);
        nowTakenBlocks.addAll(expectedBlocks.keySet());
        return new PartialContent(
                new BodyContent(Collections.unmodifiableMap(found), List.copyOf(foundBlocks), missingItemRange()),
                new NativeBody(attributes, blocks, range, nowTakenAttributes, nowTakenBlocks));
    }

    private static boolean hasLabels(Block block, BodySchema.BlockSchema expected, Diagnostics diagnostics) {
        int given = block.labels().size();
        int required = expected.labelNames().size();
        if (given == required) {
            return true;
        }
        String type = block.type();
        SourceRange header = SourceRange.between(block.typeRange(), block.openBraceRange());
        String names = String.join(", ", expected.labelNames());
        if (given > required) {
            String detail = required == 0
                    ? "No labels are expected for " + type + " blocks."
                    : "Only " + required + " labels (" + names + ") are expected for " + type + " blocks.";
            diagnostics.add(Diagnostic.error(
                            "Extraneous label for " + type,
                            detail,
                            block.labelRanges().get(required))
                    .withContext(header));
        } else {
            diagnostics.add(Diagnostic.error(
                            "Missing " + expected.labelNames().get(given) + " for " + type,
                            "All " + type + " blocks must have " + required + " labels (" + names + ").",
                            block.openBraceRange())
                    .withContext(header));
        }
        return false;
    }

    @Override
    public Map<String, Attribute> justAttributes(Diagnostics diagnostics) {
        if (!blocks.isEmpty()) {
            Block first = blocks.get(0);
            diagnostics.error(
                    "Unexpected \"" + first.type() + "\" block", "Blocks are not allowed here.", first.typeRange());
        }
        if (takenAttributes.isEmpty()) {
            return attributes;
        }
        Map<String, Attribute> left = new LinkedHashMap<>();
        for (Attribute attribute : attributes.values()) {
            if (!takenAttributes.contains(attribute.name())) {
                left.put(attribute.name(), attribute);
            }
        }
        return Collections.unmodifiableMap(left);
    }

    @Override
    public SourceRange missingItemRange() {
        return new SourceRange(range.filename(), range.start(), range.start());
    }
}
