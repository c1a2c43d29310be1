package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.config.OptionOverride;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.StaticExpressions;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code build} blocks, whose dynamic blocks are expanded already. */
final class BuildReader {
    /** What a source block in a build says beside the options of its builder. */
    static final List<String> SOURCE_NAMES = List.of("name");

    private static final BodySchema BUILD = new BodySchema(
            RootSchema.attributes(List.of("name", "description", "sources")).attributes(),
            List.of(
                    new BodySchema.BlockSchema("from", List.of("type")),
                    new BodySchema.BlockSchema("source", List.of("reference")),
                    new BodySchema.BlockSchema("provisioner", List.of("type")),
                    new BodySchema.BlockSchema("error-cleanup-provisioner", List.of("type")),
                    new BodySchema.BlockSchema("post-processor", List.of("type")),
                    new BodySchema.BlockSchema("post-processors", List.of()),
                    new BodySchema.BlockSchema("hcp_packer_registry", List.of())));
    private static final BodySchema SEQUENCE =
            new BodySchema(List.of(), List.of(new BodySchema.BlockSchema("post-processor", List.of("type"))));

    private final TemplateScope scope;
    private final Diagnostics diagnostics;

    BuildReader(TemplateScope scope, Diagnostics diagnostics) {
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    BuildBlock read(Block block) {
        BodyContent content = block.body().content(BUILD, diagnostics);
        AttributeReader reader = new AttributeReader(content, block.body(), scope.context(Map.of()), diagnostics);
        String name = reader.text("name").orElse("");
        String description = reader.text("description").orElse("");
        List<SourceUse> sources = new ArrayList<>(listedSources(content, reader));
        EvaluationContext context = scope.context(Map.of("build", Value.object(Map.of("name", Value.string(name)))));
        StepReader steps = new StepReader(context, diagnostics);
        for (Block source : content.blocks("source")) {
            inlineSource(source).ifPresent(sources::add);
        }
        if (content.blocks("source").isEmpty() && !content.attributes().containsKey("sources")) {
            diagnostics.error(
                    "missing source reference",
                    "a build block must reference at least one source to be built",
                    block.definitionRange());
        }
        for (Block from : content.blocks("from")) {
            diagnostics.error(
                    "Unsupported block type",
                    "Blocks of type \"from\" are not expected here. Name the source in \"sources\" instead.",
                    from.typeRange());
        }
        for (Block registry : content.blocks("hcp_packer_registry")) {
            RegistryBlocks.warn(registry, diagnostics);
        }
        List<ProvisionerBlock> provisioners = new ArrayList<>();
        for (Block provisioner : content.blocks("provisioner")) {
            provisioners.add(steps.provisioner(provisioner));
        }
        warnOfIdleOverrides(sources, provisioners);
        return new BuildBlock(
                name,
                description,
                sources,
                provisioners,
                errorCleanup(content, steps),
                postProcessors(content, steps),
                block.definitionRange());
    }

    /** Packer drops an override for a source that the build does not have; a mistyped name would go unnoticed. */
    private void warnOfIdleOverrides(List<SourceUse> sources, List<ProvisionerBlock> provisioners) {
        List<String> names = new ArrayList<>();
        for (SourceUse source : sources) {
            names.add(source.name());
        }
        for (ProvisionerBlock provisioner : provisioners) {
            for (Map.Entry<String, List<OptionOverride>> override : new TreeMap<>(provisioner.overrides()).entrySet()) {
                if (!names.contains(override.getKey())) {
                    diagnostics.warning(
                            "Override for no source",
                            "The build has no source named \"" + override.getKey()
                                    + "\", so that this override does nothing. Its sources are: "
                                    + String.join(", ", names) + ".",
                            override.getValue().isEmpty()
                                    ? provisioner.definition()
                                    : override.getValue().get(0).range());
                }
            }
        }
    }

    private List<SourceUse> listedSources(BodyContent content, AttributeReader reader) {
        List<SourceUse> sources = new ArrayList<>();
        Attribute attribute = content.attributes().get("sources");
        List<String> references = reader.texts("sources");
        for (int i = 0; i < references.size(); i++) {
            SourceRange range = elementRange(attribute.expression(), i, references.size());
            use(references.get(i), null, null, range).ifPresent(sources::add);
        }
        return sources;
    }

    /** The place of one of several references, if they are written one by one. */
    private static SourceRange elementRange(Expression list, int index, int count) {
        List<Expression> elements = StaticExpressions.asList(list).orElse(List.of());
        return elements.size() == count ? elements.get(index).range() : list.range();
    }

    private Optional<SourceUse> inlineSource(Block block) {
        BodySchema own = RootSchema.attributes(SOURCE_NAMES);
        Body.PartialContent partial = block.body().partialContent(own, diagnostics);
        String alias = new AttributeReader(partial.content(), block.body(), scope.context(Map.of()), diagnostics)
                .text("name")
                .orElse(null);
        return use(
                block.labels().get(0),
                alias,
                partial.remaining(),
                block.labelRanges().get(0));
    }

    /** Understands {@code type.name} and {@code source.type.name}. */
    private Optional<SourceUse> use(String reference, String alias, Body additions, SourceRange range) {
        String[] parts = reference.split("\\.", -1);
        int first = parts.length > 2 ? 1 : 0;
        if (parts.length < 2 || !Identifier.isValid(parts[first]) || !Identifier.isValid(parts[first + 1])) {
            diagnostics.error(
                    "Invalid source reference",
                    "A source type is made of three parts that are split by a dot `.`; each part must start with a letter"
                            + " and may contain only letters, digits, underscores, and dashes. A valid source reference"
                            + " looks like: `source.type.name`",
                    range);
            return Optional.empty();
        }
        return Optional.of(new SourceUse(parts[first], parts[first + 1], alias, additions, range));
    }

    private ProvisionerBlock errorCleanup(BodyContent content, StepReader steps) {
        List<Block> blocks = content.blocks("error-cleanup-provisioner");
        for (int i = 1; i < blocks.size(); i++) {
            diagnostics.error(
                    "Only one error-cleanup-provisioner is allowed",
                    "Another one is at " + blocks.get(0).definitionRange() + ".",
                    blocks.get(i).definitionRange());
        }
        return blocks.isEmpty() ? null : steps.provisioner(blocks.get(0));
    }

    private List<List<PostProcessorBlock>> postProcessors(BodyContent content, StepReader steps) {
        List<List<PostProcessorBlock>> sequences = new ArrayList<>();
        for (Block block : content.blocks()) {
            if (block.type().equals("post-processor")) {
                sequences.add(List.of(steps.postProcessor(block)));
            } else if (block.type().equals("post-processors")) {
                List<PostProcessorBlock> sequence = new ArrayList<>();
                for (Block step : block.body().content(SEQUENCE, diagnostics).blocks()) {
                    sequence.add(steps.postProcessor(step));
                }
                sequences.add(List.copyOf(sequence));
            }
        }
        return sequences;
    }
}
