package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body whose dynamic blocks are expanded when it is read. */
final class ExpandedBody implements Body {
    static final String DYNAMIC = "dynamic";
    static final BlockSchema DYNAMIC_SCHEMA = new BlockSchema(DYNAMIC, List.of("type"));

    private final Body original;
    private final EvaluationContext context;
    private final Iteration iteration;
    /** What an earlier partial reading has seen already, by name. */
    private final Set<String> seenAttributes;

    private final Map<String, BlockSchema> seenBlocks;

    /**
     * Where in which iterations a body stands.
     *
     * @param iterators the iterators of the dynamic blocks around it, by name: objects with key and value
     * @param marks of their collections
     * @param unknown whether one of the collections is not known
     */
    record Iteration(Map<String, Value> iterators, Set<Mark> marks, boolean unknown) {

        Iteration child(String iterator, Value key, Value value, Value collection) {
            Map<String, Value> all = new HashMap<>(iterators);
            all.put(iterator, Value.object(Map.of("key", key, "value", value)));
            Set<Mark> allMarks = new HashSet<>(marks);
            allMarks.addAll(collection.marks());
            return new Iteration(Map.copyOf(all), Set.copyOf(allMarks), unknown || !collection.isKnown());
        }
    }

    ExpandedBody(Body original, EvaluationContext context, Iteration iteration) {
        this(original, context, iteration, Set.of(), Map.of());
    }

    private ExpandedBody(
            Body original,
            EvaluationContext context,
            Iteration iteration,
            Set<String> seenAttributes,
            Map<String, BlockSchema> seenBlocks) {
        this.original = original;
        this.context = context;
        this.iteration = iteration;
        this.seenAttributes = seenAttributes;
        this.seenBlocks = seenBlocks;
    }

    Iteration iteration() {
        return iteration;
    }

    @Override
    public BodyContent content(BodySchema schema, Diagnostics diagnostics) {
        return expand(schema, original.content(extended(schema), diagnostics), false, diagnostics);
    }

    @Override
    public PartialContent partialContent(BodySchema schema, Diagnostics diagnostics) {
        BodyContent read =
                original.partialContent(extended(schema), diagnostics).content();
        Set<String> attributes = new HashSet<>(seenAttributes);
        for (AttributeSchema attribute : schema.attributes()) {
            attributes.add(attribute.name());
        }
        Map<String, BlockSchema> blocks = new LinkedHashMap<>(seenBlocks);
        for (BlockSchema block : schema.blocks()) {
            blocks.put(block.type(), block);
        }
        Body remaining = new ExpandedBody(original, context, iteration, attributes, blocks);
        return new PartialContent(expand(schema, read, true, diagnostics), remaining);
    }

    /** The schema with dynamic blocks, and with what was read before so that it is not taken for a mistake. */
    private BodySchema extended(BodySchema schema) {
        List<AttributeSchema> attributes = new ArrayList<>(schema.attributes());
        for (String name : seenAttributes) {
            attributes.add(new AttributeSchema(name, false));
        }
        List<BlockSchema> blocks = new ArrayList<>(schema.blocks());
        blocks.add(DYNAMIC_SCHEMA);
        blocks.addAll(seenBlocks.values());
        return new BodySchema(attributes, blocks);
    }

    private BodyContent expand(BodySchema schema, BodyContent read, boolean partial, Diagnostics diagnostics) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(read.attributes());
        attributes.keySet().removeAll(seenAttributes);
        List<Block> blocks = new ArrayList<>();
        for (Block block : read.blocks()) {
            if (!block.type().equals(DYNAMIC)) {
                if (!seenBlocks.containsKey(block.type())) {
                    blocks.add(block.withBody(child(block.body(), iteration)));
                }
            } else if (!seenBlocks.containsKey(block.labels().get(0))) {
                generate(schema, block, partial, blocks, diagnostics);
            }
        }
        return new BodyContent(attributes, blocks, original.missingItemRange());
    }

    private Body child(Body body, Iteration around) {
        EvaluationContext inner = around.iterators().isEmpty() ? context : context.child(around.iterators());
        return new ExpandedBody(body, inner, around);
    }

    private void generate(
            BodySchema schema, Block written, boolean partial, List<Block> blocks, Diagnostics diagnostics) {
        String type = written.labels().get(0);
        BlockSchema blockSchema = schemaOf(type, schema);
        if (blockSchema == null) {
            if (!partial) {
                diagnostics.error(
                        "Unsupported block type",
                        "Blocks of type " + Quoted.of(type) + " are not expected here.",
                        written.labelRanges().get(0));
            }
            return;
        }
        DynamicBlock dynamic = DynamicBlock.read(written, blockSchema, context, diagnostics);
        if (dynamic == null) {
            return;
        }
        Value collection = dynamic.forEach();
        if (collection.isKnown()) {
            for (Value.Element element : collection.unmark().iteration()) {
                add(
                        dynamic,
                        iteration.child(dynamic.iterator(), element.key(), element.value(), collection),
                        blocks,
                        diagnostics);
            }
        } else {
            add(
                    dynamic,
                    iteration.child(dynamic.iterator(), Value.DYNAMIC, Value.DYNAMIC, collection),
                    blocks,
                    diagnostics);
        }
    }

    private static @Nullable BlockSchema schemaOf(String type, BodySchema schema) {
        for (BlockSchema candidate : schema.blocks()) {
            if (candidate.type().equals(type)) {
                return candidate;
            }
        }
        return null;
    }

    private void add(DynamicBlock dynamic, Iteration inner, List<Block> blocks, Diagnostics diagnostics) {
        Block block = dynamic.generate(child(dynamic.content(), inner), context.child(inner.iterators()), diagnostics);
        if (block != null) {
            blocks.add(block);
        }
    }

    @Override
    public Map<String, Attribute> justAttributes(Diagnostics diagnostics) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(original.justAttributes(diagnostics));
        attributes.keySet().removeAll(seenAttributes);
        return attributes;
    }

    @Override
    public SourceRange missingItemRange() {
        return original.missingItemRange();
    }
}
