package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Literals;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a body by a schema and evaluates what stands in it; messages are those of HCL's {@code hcldec}, which Packer
 * uses here.
 */
final class SectionReader {
    private final EvaluationContext context;
    private final OptionTyping typing;
    private final List<String> neighbours;
    private final Diagnostics diagnostics;

    /**
     * A reader.
     *
     * @param typing makes values of the options' types
     * @param neighbours attributes that stand beside the options and were read already: they may be meant by a
     *     mistyped name
     */
    SectionReader(EvaluationContext context, OptionTyping typing, List<String> neighbours, Diagnostics diagnostics) {
        this.context = context;
        this.typing = typing;
        this.neighbours = neighbours;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads bodies that make one section together: a source, and what a build adds to it. Nothing may be in two of them.
     */
    Section read(ConfigurationSchema<?> schema, List<Body> bodies, SourceRange definition) {
        return read(schema, bodies, definition, true);
    }

    private Section read(ConfigurationSchema<?> schema, List<Body> bodies, SourceRange definition, boolean outermost) {
        Section section = Section.empty(definition, bodies.get(0).missingItemRange());
        Map<String, Attribute> attributes = new HashMap<>();
        Map<String, List<Block>> blocks = new HashMap<>();
        for (Body body : bodies) {
            Body expected = schema.refused().isEmpty() ? body : withoutRefused(schema, body);
            BodySchema known = bodySchema(schema, outermost ? neighbours : List.of());
            Diagnostics found = new Diagnostics();
            BodyContent content = expected.content(known, found);
            if (found.hasErrors()) {
                mistyped(section, schema, expected, known);
            }
            diagnostics.addAll(found.asList());
            for (OptionModel option : schema.options()) {
                Attribute attribute = content.attributes().get(option.name());
                if (attribute != null && isFirst(attributes, attribute)) {
                    readAttribute(section, option, attribute, body);
                }
            }
            for (Block block : content.blocks()) {
                blocks.computeIfAbsent(block.type(), type -> new ArrayList<>()).add(block);
            }
        }
        for (OptionModel option : schema.options()) {
            if (option.type() instanceof OptionType.BlockOf block) {
                readBlocks(section, option, block, blocks.getOrDefault(option.name(), List.of()));
            }
        }
        return section;
    }

    private boolean isFirst(Map<String, Attribute> attributes, Attribute attribute) {
        Attribute first = attributes.putIfAbsent(attribute.name(), attribute);
        if (first != null) {
            diagnostics.error(
                    "Duplicate argument",
                    "Argument \"" + attribute.name() + "\" was already set at " + first.nameRange(),
                    attribute.nameRange());
        }
        return first == null;
    }

    private static BodySchema bodySchema(ConfigurationSchema<?> schema, List<String> neighbours) {
        List<BodySchema.AttributeSchema> attributes = new ArrayList<>();
        List<BodySchema.BlockSchema> blocks = new ArrayList<>();
        for (OptionModel option : schema.options()) {
            if (option.isBlock()) {
                blocks.add(new BodySchema.BlockSchema(option.name(), List.of()));
            } else {
                // Whether a required one is missing shows only after the overrides.
                attributes.add(new BodySchema.AttributeSchema(option.name(), false));
            }
        }
        for (String neighbour : neighbours) {
            if (schema.option(neighbour).isEmpty()) {
                attributes.add(new BodySchema.AttributeSchema(neighbour, false));
            }
        }
        return new BodySchema(attributes, blocks);
    }

    /** Takes refused options out first, so that HCL does not suggest them for a mistyped one. */
    private Body withoutRefused(ConfigurationSchema<?> schema, Body body) {
        List<BodySchema.AttributeSchema> attributes = new ArrayList<>();
        List<BodySchema.BlockSchema> blocks = new ArrayList<>();
        for (String name : schema.refused().keySet()) {
            attributes.add(new BodySchema.AttributeSchema(name, false));
            blocks.add(new BodySchema.BlockSchema(name, List.of()));
        }
        Body.PartialContent partial = body.partialContent(new BodySchema(attributes, blocks), diagnostics);
        for (Attribute attribute : partial.content().attributes().values()) {
            refuse(schema, attribute.name(), attribute.nameRange());
        }
        for (Block block : partial.content().blocks()) {
            refuse(schema, block.type(), block.typeRange());
        }
        return partial.remaining();
    }

    private void refuse(ConfigurationSchema<?> schema, String option, SourceRange range) {
        diagnostics.error(
                "Refused option",
                "The option \"" + option + "\" is refused: " + schema.refused().get(option),
                range);
    }

    private void readAttribute(Section section, OptionModel option, Attribute attribute, Body body) {
        SourceRange range = attribute.expression().range();
        Diagnostics found = new Diagnostics();
        Value value = DynamicBlocks.evaluate(attribute.expression(), body, context, found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors()) {
            section.given().put(option.name(), new Section.Failed(range, texts(attribute.expression())));
            return;
        }
        put(section, option, value, attribute);
    }

    /** What an expression without a value is written with. */
    private static Value texts(Expression expression) {
        List<Value> texts = new ArrayList<>();
        for (String text : Literals.of(expression)) {
            texts.add(Value.string(text));
        }
        return Value.tuple(texts);
    }

    /**
     * Notes what is written for options that there are none of, where a secret one has a similar name: the message about
     * it shows the line.
     */
    private static void mistyped(Section section, ConfigurationSchema<?> schema, Body body, BodySchema known) {
        List<String> secret = new ArrayList<>();
        for (OptionModel option : schema.options()) {
            if (option.sensitive()) {
                secret.add(option.name());
            }
        }
        if (secret.isEmpty()) {
            return;
        }
        Body unknown = body.partialContent(known, new Diagnostics()).remaining();
        for (Attribute attribute : unknown.justAttributes(new Diagnostics()).values()) {
            if (SimilarName.to(attribute.name(), secret).isPresent()) {
                section.mistyped().addAll(Literals.of(attribute.expression()));
            }
        }
    }

    private void put(Section section, OptionModel option, Value value, Attribute attribute) {
        Expression expression = attribute.expression();
        try {
            convert(section, option, value, expression.range());
        } catch (InterpolationException e) {
            diagnostics.add(unrendered(option, e, expression.range()));
            section.given().put(option.name(), new Section.Failed(expression.range(), value));
        } catch (ConversionException | OptionValue.UnfitException e) {
            SourceRange whole = SourceRange.between(attribute.nameRange(), expression.range());
            diagnostics.add(unfit(
                            option,
                            e,
                            ExpressionParts.culprit(expression, value, valueType(option.type()))
                                    .range())
                    .withContext(whole));
            section.given().put(option.name(), new Section.Failed(expression.range(), value));
        }
    }

    /** Notes a value of the option's type; a null as a whole is as if nothing had been written. */
    private void convert(Section section, OptionModel option, Value value, SourceRange range)
            throws InterpolationException, OptionValue.UnfitException {
        Value converted = typing.convert(option, value);
        if (converted.isNull()) {
            section.given().remove(option.name());
        } else {
            section.given().put(option.name(), new Section.GivenValue(converted, range, typing.renders()));
        }
    }

    private static Diagnostic unrendered(OptionModel option, InterpolationException cause, SourceRange range) {
        return Diagnostic.error(
                "Invalid Go template",
                "The value of \"" + option.name() + "\" cannot be rendered: " + cause.getMessage(),
                range);
    }

    private static Diagnostic unfit(OptionModel option, Exception cause, SourceRange range) {
        return Diagnostic.error(
                "Incorrect attribute value type",
                "Inappropriate value for attribute \"" + option.name() + "\": " + cause.getMessage() + ".",
                range);
    }

    static Type valueType(OptionType type) {
        if (type instanceof OptionType.ListOf list) {
            return Type.list(valueType(list.element()));
        }
        if (type instanceof OptionType.MapOf map) {
            return Type.map(valueType(map.element()));
        }
        switch ((OptionType.Scalar) type) {
            case STRING:
            case DURATION:
                return Type.STRING;
            case BOOLEAN:
                return Type.BOOL;
            case ANY:
                return Type.DYNAMIC;
            default:
                return Type.NUMBER;
        }
    }

    private void readBlocks(Section section, OptionModel option, OptionType.BlockOf type, List<Block> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        if (!type.repeated() && blocks.size() > 1) {
            diagnostics.error(
                    "Duplicate " + option.name() + " block",
                    "Only one block of type \"" + option.name() + "\" is allowed. Previous definition was at "
                            + blocks.get(0).definitionRange() + ".",
                    blocks.get(1).definitionRange());
        }
        List<Section> sections = new ArrayList<>();
        boolean unknown = false;
        for (Block block : type.repeated() ? blocks : blocks.subList(0, 1)) {
            unknown |= DynamicBlocks.isUnknown(block.body());
            sections.add(read(type.schema(), List.of(block.body()), block.definitionRange(), false));
        }
        if (unknown) {
            section.given()
                    .put(option.name(), new Section.UnknownBlocks(blocks.get(0).definitionRange()));
            return;
        }
        section.given()
                .put(
                        option.name(),
                        new Section.GivenBlocks(sections, blocks.get(0).definitionRange()));
    }

    /** Lays values over what the body gives, as a provisioner's {@code override} does. */
    void override(Section section, ConfigurationSchema<?> schema, List<OptionOverride> overrides) {
        for (OptionOverride override : overrides) {
            String name = override.option();
            OptionModel option = schema.option(name).orElse(null);
            if (option != null && option.type() instanceof OptionType.BlockOf block) {
                overrideBlocks(section, option, block, override.value(), override.range());
            } else if (option != null) {
                try {
                    convert(section, option, override.value(), override.range());
                } catch (InterpolationException e) {
                    diagnostics.add(unrendered(option, e, override.range()));
                    section.given().put(name, new Section.Failed(override.range(), override.value()));
                } catch (ConversionException | OptionValue.UnfitException e) {
                    diagnostics.add(unfit(option, e, override.range()));
                    section.given().put(name, new Section.Failed(override.range(), override.value()));
                }
            } else if (schema.refused().containsKey(name)) {
                refuse(schema, name, override.range());
            } else {
                diagnostics.error(
                        "Unsupported argument",
                        "An argument named \"" + name + "\" is not expected here."
                                + SimilarName.to(name, names(schema))
                                        .map(suggestion -> " Did you mean \"" + suggestion + "\"?")
                                        .orElse(""),
                        override.range());
            }
        }
    }

    private static List<String> names(ConfigurationSchema<?> schema) {
        List<String> names = new ArrayList<>();
        for (OptionModel option : schema.options()) {
            names.add(option.name());
        }
        return names;
    }

    private void overrideBlocks(
            Section section, OptionModel option, OptionType.BlockOf type, Value value, SourceRange range) {
        Value plain = value.unmark();
        if (plain.isNull()) {
            section.given().remove(option.name());
            return;
        }
        List<Value> objects = new ArrayList<>();
        if (plain.isKnown() && plain.type() instanceof Type.ObjectType) {
            objects.add(plain);
        } else if (plain.isKnown() && type.repeated() && plain.type().isIterable()) {
            objects.addAll(plain.elements());
        }
        List<Section> sections = new ArrayList<>();
        for (Value object : objects) {
            if (object.isKnown() && !object.isNull() && object.type() instanceof Type.ObjectType) {
                Section nested = Section.empty(range, range);
                List<OptionOverride> options = new ArrayList<>();
                for (Map.Entry<String, Value> entry : object.unmark().entryMap().entrySet()) {
                    options.add(new OptionOverride(entry.getKey(), entry.getValue(), range));
                }
                override(nested, type.schema(), options);
                sections.add(nested);
            }
        }
        if (sections.isEmpty() || sections.size() < objects.size()) {
            diagnostics.error(
                    "Incorrect attribute value type",
                    "Inappropriate value for attribute \"" + option.name() + "\": an object"
                            + (type.repeated() ? " or a list of objects" : "") + " is required.",
                    range);
            section.given().put(option.name(), new Section.Failed(range, value));
            return;
        }
        section.given().put(option.name(), new Section.GivenBlocks(sections, range));
    }
}
