package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.config.ExpressionParts;
import io.jenkins.plugins.packer.engine.config.GoDuration;
import io.jenkins.plugins.packer.engine.config.OptionOverride;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what provisioner and post-processor blocks say beside the options of their components. */
final class StepReader {
    /** What a provisioner block says beside the options of its component. */
    static final List<String> PROVISIONER_NAMES = List.of(
            "name", "pause_before", "max_retries", "timeout", "continue_on_error", "only", "except", "override");

    /** What a post-processor block says beside the options of its component. */
    static final List<String> POST_PROCESSOR_NAMES = List.of("name", "only", "except", "keep_input_artifact");

    private static final BodySchema PROVISIONER = RootSchema.attributes(PROVISIONER_NAMES);
    private static final BodySchema POST_PROCESSOR = RootSchema.attributes(POST_PROCESSOR_NAMES);

    private final EvaluationContext context;
    private final Diagnostics diagnostics;

    StepReader(EvaluationContext context, Diagnostics diagnostics) {
        this.context = context;
        this.diagnostics = diagnostics;
    }

    ProvisionerBlock provisioner(Block block) {
        Body.PartialContent partial = block.body().partialContent(PROVISIONER, diagnostics);
        BodyContent content = partial.content();
        AttributeReader reader = new AttributeReader(content, block.body(), context, diagnostics);
        Attribute override = content.attributes().get("override");
        return new ProvisionerBlock(
                block.labels().get(0),
                reader.text("name").orElse(""),
                selection(content, reader),
                duration(content, reader, "pause_before"),
                duration(content, reader, "timeout"),
                reader.count("max_retries").orElse(0),
                reader.bool("continue_on_error").orElse(false),
                override == null ? Map.of() : overrides(override, reader),
                partial.remaining(),
                block.definitionRange(),
                block.labelRanges().get(0));
    }

    PostProcessorBlock postProcessor(Block block) {
        Body.PartialContent partial = block.body().partialContent(POST_PROCESSOR, diagnostics);
        AttributeReader reader = new AttributeReader(partial.content(), block.body(), context, diagnostics);
        return new PostProcessorBlock(
                block.labels().get(0),
                reader.text("name").orElse(""),
                selection(partial.content(), reader),
                reader.bool("keep_input_artifact").orElse(null),
                partial.remaining(),
                block.definitionRange(),
                block.labelRanges().get(0));
    }

    private Selection selection(BodyContent content, AttributeReader reader) {
        Selection selection = new Selection(reader.texts("only"), reader.texts("except"));
        if (!selection.only().isEmpty() && !selection.except().isEmpty()) {
            diagnostics.error(
                    "only one of 'only' or 'except' may be specified",
                    "Say for which sources this is, or for which it is not.",
                    content.attributes().get("except").nameRange());
        }
        return selection;
    }

    private Duration duration(BodyContent content, AttributeReader reader, String name) {
        Optional<String> text = reader.text(name).filter(t -> !t.isEmpty());
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        SourceRange range = content.attributes().get(name).expression().range();
        try {
            Duration duration = GoDuration.parse(text.get());
            if (!duration.isNegative()) {
                return duration;
            }
            diagnostics.error(
                    "Failed to parse " + name + " duration",
                    "A duration must not be negative, but this is \"" + text.get() + "\".",
                    range);
        } catch (IllegalArgumentException e) {
            diagnostics.error("Failed to parse " + name + " duration", sentence(e.getMessage()), range);
        }
        return Duration.ZERO;
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private Map<String, List<OptionOverride>> overrides(Attribute attribute, AttributeReader reader) {
        Expression expression = attribute.expression();
        Value value = reader.value(expression).orElse(Value.NULL).unmark();
        if (value.isNull()) {
            return Map.of();
        }
        if (!isObject(value)) {
            diagnostics.error(
                    "provisioner's override block must be an HCL object",
                    "Write the options of each source under its name: override = { web = { ... } }.",
                    expression.range());
            return Map.of();
        }
        Map<String, List<OptionOverride>> overrides = new HashMap<>();
        for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
            String source = entry.getKey();
            Expression part = ExpressionParts.item(expression, source).orElse(expression);
            Value options = entry.getValue().unmark();
            if (isObject(options)) {
                overrides.put(source, options(options, part));
            } else {
                diagnostics.error(
                        "provisioner's override.'" + source + "' block must be an HCL object",
                        "Write the options of the source in braces: override = { " + source + " = { ... } }.",
                        part.range());
            }
        }
        return overrides;
    }

    private static List<OptionOverride> options(Value options, Expression expression) {
        List<OptionOverride> overrides = new ArrayList<>();
        for (Map.Entry<String, Value> option : options.entryMap().entrySet()) {
            SourceRange range = ExpressionParts.item(expression, option.getKey())
                    .orElse(expression)
                    .range();
            overrides.add(new OptionOverride(option.getKey(), option.getValue(), range));
        }
        return overrides;
    }

    private static boolean isObject(Value value) {
        return value.isKnown() && !value.isNull() && value.type() instanceof Type.ObjectType;
    }
}
