package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The variables to which a body refers, dynamic blocks and their iterators taken into account. What is in a body is
 * known only by a schema, so the reader asks for one body at a time and goes on with {@link Visit#children()}.
 */
public final class BodyVariables {
    private static final BodySchema DYNAMIC_CONTENT = new BodySchema(
            List.of(
                    new AttributeSchema("for_each", false),
                    new AttributeSchema("labels", false),
                    new AttributeSchema("iterator", false)),
            List.of(new BlockSchema("content", List.of())));

    private final Body body;
    private final Set<String> iterators;
    private final boolean withContent;

    private BodyVariables(Body body, Set<String> iterators, boolean withContent) {
        this.body = body;
        this.iterators = iterators;
        this.withContent = withContent;
    }

    /** All that the body refers to, not yet expanded. */
    public static BodyVariables of(Body body) {
        return new BodyVariables(body, Set.of(), true);
    }

    /** Only what must be known to expand the body's dynamic blocks. */
    public static BodyVariables forExpansion(Body body) {
        return new BodyVariables(body, Set.of(), false);
    }

    /**
     * What was found in one body.
     *
     * @param variables references in it
     * @param children the bodies in it, to be visited with schemas of their own
     */
    public record Visit(List<Traversal> variables, List<Child> children) {}

    /**
     * A nested body.
     *
     * @param blockType type of its block, which a dynamic block may generate
     * @param body where to go on
     */
    public record Child(String blockType, BodyVariables body) {}

    /** Reads this body by a schema; what does not fit it is passed over in silence. */
    public Visit visit(BodySchema schema) {
        List<BlockSchema> blocks = new ArrayList<>(schema.blocks());
        blocks.add(ExpandedBody.DYNAMIC_SCHEMA);
        BodyContent content = body.partialContent(new BodySchema(schema.attributes(), blocks), new Diagnostics())
                .content();
        List<Traversal> variables = new ArrayList<>();
        List<Child> children = new ArrayList<>();
        if (withContent) {
            for (Attribute attribute : content.attributes().values()) {
                add(attribute, iterators, variables);
            }
        }
        for (Block block : content.blocks()) {
            if (block.type().equals(ExpandedBody.DYNAMIC)) {
                visitDynamic(block, variables, children);
            } else {
                children.add(new Child(block.type(), new BodyVariables(block.body(), iterators, withContent)));
            }
        }
        return new Visit(variables, children);
    }

    private void visitDynamic(Block block, List<Traversal> variables, List<Child> children) {
        BodyContent inner =
                block.body().partialContent(DYNAMIC_CONTENT, new Diagnostics()).content();
        String type = block.labels().get(0);
        String iterator = type;
        Attribute named = inner.attributes().get("iterator");
        if (named != null) {
            Optional<Traversal> traversal = StaticExpressions.asTraversal(named.expression());
            if (traversal.isEmpty()) {
                return;
            }
            iterator = traversal.get().rootName();
        }
        Set<String> within = new HashSet<>(iterators);
        within.add(iterator);
        Attribute forEach = inner.attributes().get("for_each");
        if (forEach != null) {
            add(forEach, iterators, variables);
        }
        Attribute labels = inner.attributes().get("labels");
        if (labels != null) {
            add(labels, within, variables);
        }
        for (Block content : inner.blocks()) {
            children.add(new Child(type, new BodyVariables(content.body(), within, withContent)));
        }
    }

    private static void add(Attribute attribute, Set<String> bound, List<Traversal> variables) {
        for (Traversal traversal : Variables.of(attribute.expression())) {
            if (!bound.contains(traversal.rootName())) {
                variables.add(traversal);
            }
        }
    }
}
