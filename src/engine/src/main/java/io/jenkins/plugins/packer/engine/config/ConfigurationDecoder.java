package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import java.util.List;

/**
 * Makes configuration records out of bodies. In HCL2 templates conversions are cty's, so {@code "5"} is a number and
 * {@code 5} a text where one is wanted; those of legacy JSON templates are {@link WeakTyping}'s. Go-template actions in
 * texts are rendered on the way. A user's mistakes become diagnostics, all of them.
 */
public final class ConfigurationDecoder {
    private final EvaluationContext context;
    private final OptionTyping typing;
    private final Interpolation interpolation;
    private final DecodingMode mode;

    /**
     * A decoder for one build of an HCL2 template.
     *
     * @param context variables and functions
     * @param interpolation renders Go templates
     * @param mode what unknown values mean
     */
    public ConfigurationDecoder(EvaluationContext context, Interpolation interpolation, DecodingMode mode) {
        this(context, new CtyTyping(), interpolation, mode);
    }

    /**
     * A decoder for one build of a legacy JSON template, in which there are no expressions.
     *
     * @param interpolation renders Go templates
     * @param mode what placeholders mean
     */
    public static ConfigurationDecoder ofLegacyJson(Interpolation interpolation, DecodingMode mode) {
        return new ConfigurationDecoder(EvaluationContext.EMPTY, new WeakTyping(interpolation), interpolation, mode);
    }

    private ConfigurationDecoder(
            EvaluationContext context, OptionTyping typing, Interpolation interpolation, DecodingMode mode) {
        this.context = context;
        this.typing = typing;
        this.interpolation = interpolation;
        this.mode = mode;
    }

    /**
     * Decodes a body.
     *
     * @param body its dynamic blocks are expanded already
     * @param definition what is pointed at when the body as a whole is meant
     */
    public <C extends Record> Decoded<C> decode(
            ConfigurationSchema<C> schema, Body body, SourceRange definition, Diagnostics diagnostics) {
        return decode(schema, List.of(body), definition, List.of(), List.of(), diagnostics);
    }

    /**
     * Decodes bodies that make one configuration together, over which values of options are laid.
     *
     * @param bodies their dynamic blocks are expanded already; an option may stand in one of them only
     * @param definition what is pointed at when the body as a whole is meant
     * @param overrides values that win over those of the bodies
     * @param neighbours attributes that stood beside the options and were read already
     */
    public <C extends Record> Decoded<C> decode(
            ConfigurationSchema<C> schema,
            List<Body> bodies,
            SourceRange definition,
            List<OptionOverride> overrides,
            List<String> neighbours,
            Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        SectionReader reader = new SectionReader(context, typing, neighbours, found);
        Section section = reader.read(schema, bodies, definition);
        reader.override(section, schema, overrides);
        RecordAssembler assembler = new RecordAssembler(interpolation, mode, found);
        C assembled = assembler.assemble(schema, section, "");
        diagnostics.addAll(found.asList());
        return new Decoded<>(
                found.hasErrors() ? null : assembled,
                definition,
                assembler.ranges(),
                assembler.unknown(),
                assembler.zero(),
                assembler.secrets());
    }
}
