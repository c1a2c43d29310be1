package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One <code>dynamic "type" {}</code> block, read.
 *
 * @param written the block
 * @param forEach the collection: iterable or unknown, perhaps marked
 * @param iterator name of the variable
 * @param labels labels of the generated blocks
 * @param content body of the generated blocks
 */
record DynamicBlock(Block written, Value forEach, String iterator, List<Expression> labels, Body content) {
    private static final String INVALID_FOR_EACH = "Invalid dynamic for_each value";
    private static final String INVALID_LABEL = "Invalid dynamic block label";

    private static BodySchema schema(boolean labels) {
        List<AttributeSchema> attributes = new ArrayList<>();
        attributes.add(new AttributeSchema("for_each", true));
        attributes.add(new AttributeSchema("iterator", false));
        if (labels) {
            attributes.add(new AttributeSchema("labels", true));
        }
        return new BodySchema(attributes, List.of(new BlockSchema("content", List.of())));
    }

    /** Reads it, or reports why that is impossible and returns null. */
    static @Nullable DynamicBlock read(
            Block written, BlockSchema generated, EvaluationContext context, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        BodyContent content =
                written.body().content(schema(!generated.labelNames().isEmpty()), found);
        DynamicBlock block = found.hasErrors() ? null : read(written, generated, content, context, found);
        diagnostics.addAll(found);
        return found.hasErrors() ? null : block;
    }

    private static @Nullable DynamicBlock read(
            Block written, BlockSchema generated, BodyContent content, EvaluationContext context, Diagnostics found) {
        String iterator = iterator(generated.type(), content.attributes().get("iterator"), found);
        Attribute forEach = content.attributes().get("for_each");
        if (iterator == null || forEach == null) {
            return null;
        }
        Value collection = forEach(forEach.expression(), context, found);
        List<Expression> labels = collection == null ? null : labels(generated, content, found);
        if (collection == null || labels == null) {
            return null;
        }
        if (content.blocks().isEmpty()) {
            found.error(
                    "Missing dynamic content block",
                    "A dynamic block must have a nested block of type \"content\": the body of each generated block.",
                    content.missingItemRange());
            return null;
        }
        if (content.blocks().size() > 1) {
            found.error(
                    "Extraneous dynamic content block",
                    "Only one nested content block is allowed for each dynamic block.",
                    content.blocks().get(1).definitionRange());
            return null;
        }
        return new DynamicBlock(
                written, collection, iterator, labels, content.blocks().get(0).body());
    }

    private static @Nullable String iterator(String type, @Nullable Attribute written, Diagnostics found) {
        if (written == null) {
            return type;
        }
        Optional<Traversal> traversal = StaticExpressions.asTraversal(written.expression());
        if (traversal.isEmpty() || traversal.get().steps().size() != 1) {
            found.error(
                    "Invalid dynamic iterator name",
                    "Dynamic iterator must be a single variable name.",
                    written.expression().range());
            return null;
        }
        return traversal.get().rootName();
    }

    private static @Nullable Value forEach(Expression written, EvaluationContext context, Diagnostics found) {
        Value value = Evaluator.evaluate(written, context, found);
        if (found.hasErrors()) {
            return null;
        }
        String problem = null;
        if (value.isNull()) {
            problem = "Cannot use a null value in for_each.";
        } else if (!value.type().isIterable() && !value.type().isDynamic()) {
            problem = "Cannot use a " + value.type().friendlyName()
                    + " value in for_each. An iterable collection is required.";
        }
        if (problem == null) {
            return value;
        }
        found.add(Diagnostic.error(INVALID_FOR_EACH, problem, written.range())
                .withValues(ShownValues.of(written, context)));
        return null;
    }

    private static @Nullable List<Expression> labels(BlockSchema generated, BodyContent content, Diagnostics found) {
        Attribute written = content.attributes().get("labels");
        if (written == null) {
            return List.of();
        }
        Expression expression = written.expression();
        Optional<List<Expression>> labels = StaticExpressions.asList(expression);
        if (labels.isEmpty()) {
            found.error("Invalid expression", "A static list expression is required.", expression.startRange());
            return null;
        }
        int wanted = generated.labelNames().size();
        int given = labels.get().size();
        if (given != wanted) {
            found.error(
                    given > wanted ? "Extraneous dynamic block label" : "Insufficient dynamic block labels",
                    "Blocks of type " + Quoted.of(generated.type()) + " require " + wanted + " label(s).",
                    given > wanted ? labels.get().get(wanted).range() : expression.range());
            return null;
        }
        return labels.get();
    }

    /** One generated block, or null where its labels have no text. */
    @Nullable
    Block generate(Body body, EvaluationContext context, Diagnostics diagnostics) {
        List<String> texts = new ArrayList<>(labels.size());
        List<SourceRange> ranges = new ArrayList<>(labels.size());
        for (Expression label : labels) {
            String text = label(label, context, diagnostics);
            if (text == null) {
                return null;
            }
            texts.add(text);
            ranges.add(label.range());
        }
        return new Block(
                written.labels().get(0),
                texts,
                body,
                written.labelRanges().get(0),
                ranges,
                written.openBraceRange(),
                written.closeBraceRange(),
                written.definitionRange());
    }

    private static @Nullable String label(Expression label, EvaluationContext context, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(label, context, found);
        diagnostics.addAll(found);
        if (found.hasErrors()) {
            return null;
        }
        String problem;
        try {
            Value text = Conversion.convert(value, Type.STRING);
            if (text.isNull()) {
                problem = "Cannot use a null value as a dynamic block label.";
            } else if (!text.isKnown()) {
                problem = "This value is not yet known. Dynamic block labels must be immediately-known values.";
            } else if (text.isMarked()) {
                problem = "This value is sensitive, which makes it unsuitable for use as a block label.";
            } else {
                return text.asString();
            }
        } catch (ConversionException e) {
            problem = "Cannot use this value as a dynamic block label: " + e.getMessage() + ".";
        }
        diagnostics.add(
                Diagnostic.error(INVALID_LABEL, problem, label.range()).withValues(ShownValues.of(label, context)));
        return null;
    }
}
