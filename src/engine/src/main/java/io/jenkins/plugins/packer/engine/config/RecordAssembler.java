package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns evaluated sections into records and notes on the way what a {@link Decoded} tells about them. */
final class RecordAssembler {
    private static final Map<Class<?>, Object> ZEROS =
            Map.of(Integer.class, 0, Long.class, 0L, Double.class, 0.0, Duration.class, Duration.ZERO);

    private final Interpolation interpolation;
    private final DecodingMode mode;
    private final Diagnostics diagnostics;
    private final Map<String, SourceRange> ranges = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> zero = new HashSet<>();
    private final Set<String> secrets = new HashSet<>();

    RecordAssembler(Interpolation interpolation, DecodingMode mode, Diagnostics diagnostics) {
        this.interpolation = interpolation;
        this.mode = mode;
        this.diagnostics = diagnostics;
    }

    Map<String, SourceRange> ranges() {
        return ranges;
    }

    Set<String> unknown() {
        return unknown;
    }

    Set<String> zero() {
        return zero;
    }

    Set<String> secrets() {
        return secrets;
    }

    /**
     * Makes a record.
     *
     * @param prefix path of the section, such as {@code build.}
     * @return the record, or null after a mistake: a record need not cope with a value that is missing for that reason
     */
    <C extends Record> @Nullable C assemble(ConfigurationSchema<C> schema, Section section, String prefix) {
        Map<String, Object> values = new HashMap<>();
        secrets.addAll(section.mistyped());
        for (OptionModel option : schema.options()) {
            Object value = value(option, section, prefix + option.name());
            if (value != null) {
                values.put(option.name(), value);
            }
        }
        return diagnostics.hasErrors() ? null : schema.construct(option -> values.get(option.name()));
    }

    private @Nullable Object value(OptionModel option, Section section, String path) {
        Section.Given given = section.given().get(option.name());
        if (given == null) {
            return absent(option, section);
        }
        ranges.put(path, given.range());
        if (given instanceof Section.GivenBlocks blocks) {
            return blocks((OptionType.BlockOf) option.type(), blocks.sections(), path);
        }
        if (given instanceof Section.GivenValue value) {
            return attribute(option, value, path, isSecret(option, value, section));
        }
        if (given instanceof Section.Failed failed
                && (option.sensitive() || failed.value().marksDeep().contains(Mark.SENSITIVE))) {
            // A secret of the wrong type is one as well, and the message about it shows it, or the line where it is
            // written.
            collectSecrets(failed.value(), true);
        }
        if (given instanceof Section.UnknownBlocks) {
            requireKnown(option, given, path);
        }
        return null;
    }

    /** Notes an unknown option, which is an error once the build runs. */
    private boolean requireKnown(OptionModel option, Section.Given given, String path) {
        if (mode == DecodingMode.RUNNING) {
            diagnostics.error(
                    "Unknown value",
                    "The value of \"" + option.name() + "\" is still not known now that the build runs.",
                    given.range());
            return false;
        }
        unknown.add(path);
        return true;
    }

    private @Nullable Object absent(OptionModel option, Section section) {
        if (option.required()) {
            if (option.isBlock()) {
                diagnostics.error(
                        "Missing " + option.name() + " block",
                        "A block of type \"" + option.name() + "\" is required here.",
                        section.missing());
            } else {
                diagnostics.error(
                        "Missing required argument",
                        "The argument \"" + option.name() + "\" is required, but no definition was found.",
                        section.missing());
            }
            return null;
        }
        return OptionDefault.of(option);
    }

    private @Nullable Object blocks(OptionType.BlockOf type, List<Section> sections, String path) {
        if (!type.repeated()) {
            return assemble(type.schema(), sections.get(0), path + ".");
        }
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            String one = path + "[" + i + "]";
            ranges.put(one, sections.get(i).definition());
            records.add(assemble(type.schema(), sections.get(i), one + "."));
        }
        nameFirst(path);
        return diagnostics.hasErrors() ? null : List.copyOf(records);
    }

    /** Lets the first block's options go by the block's name without an index as well. */
    private void nameFirst(String path) {
        String indexed = path + "[0].";
        for (Map.Entry<String, SourceRange> entry : List.copyOf(ranges.entrySet())) {
            if (entry.getKey().startsWith(indexed)) {
                ranges.put(path + "." + entry.getKey().substring(indexed.length()), entry.getValue());
            }
        }
        for (Set<String> names : List.of(unknown, zero)) {
            for (String name : List.copyOf(names)) {
                if (name.startsWith(indexed)) {
                    names.add(path + "." + name.substring(indexed.length()));
                }
            }
        }
    }

    /**
     * Whether a value is to be hidden. A password that is the user's name, as in many test images, hides nothing, and would
     * riddle the output.
     */
    private static boolean isSecret(OptionModel option, Section.GivenValue given, Section section) {
        if (given.value().marksDeep().contains(Mark.SENSITIVE)) {
            return true;
        }
        String user = userOption(option.name());
        return option.sensitive()
                && !(!user.equals(option.name())
                        && section.given().get(user) instanceof Section.GivenValue name
                        && name.value().unmarkDeep().equals(given.value().unmarkDeep()));
    }

    private static String userOption(String name) {
        String end = "_password";
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) + "_username" : name;
    }

    private @Nullable Object attribute(OptionModel option, Section.GivenValue given, String path, boolean secret) {
        Value value = given.value().unmarkDeep();
        if (!value.isWhollyKnown() && !requireKnown(option, given, path)) {
            return null;
        }
        boolean all = secret && option.sensitive();
        if (secret) {
            collectSecrets(given.value(), all);
        }
        try {
            OptionValue maker = new OptionValue(interpolation, texts(option, given));
            Object result = maker.of(value, option.type());
            if (mode == DecodingMode.PLANNING && maker.hasPlaceholder()) {
                unknown.add(path);
            }
            if (result instanceof Duration duration && duration.isNegative() && !option.negative()) {
                throw new OptionValue.UnfitException("a duration must not be negative, but this is \""
                        + (value.type().equals(Type.STRING) ? value.asString() : duration) + "\"");
            }
            if (secret && !unknown.contains(path)) {
                collectTexts(result, given.value(), all);
            }
            if (option.required() && !unknown.contains(path) && isEmpty(result)) {
                diagnostics.error(
                        "Missing required argument",
                        "The argument \"" + option.name() + "\" is required, but its value is empty.",
                        given.range());
            }
            if (!option.required() && !unknown.contains(path) && isZero(option, result)) {
                zero.add(path);
                return OptionDefault.of(option);
            }
            return result;
        } catch (OptionValue.UnfitException e) {
            diagnostics.error(
                    "Incorrect attribute value type",
                    "Inappropriate value for attribute \"" + option.name() + "\": " + e.getMessage() + ".",
                    given.range());
        } catch (InterpolationException e) {
            diagnostics.error(
                    "Invalid Go template",
                    "The value of \"" + option.name() + "\" cannot be rendered: " + e.getMessage(),
                    given.range());
        }
        return null;
    }

    private OptionValue.Texts texts(OptionModel option, Section.GivenValue given) {
        if (option.rendering() == OptionModel.Rendering.LATER) {
            return OptionValue.Texts.PARSE;
        }
        if (given.rendered()) {
            return OptionValue.Texts.RENDERED;
        }
        if (option.rendering() == OptionModel.Rendering.BEFORE) {
            return OptionValue.Texts.RENDER;
        }
        return mode == DecodingMode.PLANNING ? OptionValue.Texts.TRY : OptionValue.Texts.PARSE;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof String text && text.isEmpty() || value instanceof List<?> list && list.isEmpty();
    }

    /**
     * Whether a value means that the option is not given. Packer's components cannot tell Go's zero from a value that is not
     * there, and templates count on it: {@code "{{user `script`}}"} of a variable that nobody has set. A number may be
     * zero where there is no default that it would hide.
     */
    private static boolean isZero(OptionModel option, Object value) {
        if (value instanceof String text) {
            return text.isEmpty();
        }
        boolean number = value instanceof Number || value instanceof Duration;
        return number && !option.defaultValue().isEmpty() && value.equals(ZEROS.get(value.getClass()));
    }

    /** What is marked, or all of it: the other words of a list are no secrets because one is. */
    private void collectSecrets(Value value, boolean all) {
        boolean whole = all || value.hasMark(Mark.SENSITIVE);
        Value plain = value.unmark();
        if (plain.isNull() || !plain.isKnown()) {
            return;
        }
        if (plain.type().isIterable()) {
            for (Value element : plain.elements()) {
                collectSecrets(element, whole);
            }
        } else if (whole && plain.type().equals(Type.STRING)) {
            secrets.add(plain.asString());
        } else if (whole && plain.type().equals(Type.NUMBER)) {
            secrets.add(Conversion.convert(plain, Type.STRING).asString());
        }
    }

    /** Rendering may have made another text of a secret. */
    private void collectTexts(Object result, Value value, boolean all) {
        Value plain = value.unmark();
        if (all || value.hasMark(Mark.SENSITIVE)) {
            collectText(result);
        } else if (result instanceof List<?> list
                && plain.type().isIterable()
                && plain.elements().size() == list.size()) {
            List<Value> elements = plain.elements();
            for (int i = 0; i < list.size(); i++) {
                collectTexts(list.get(i), elements.get(i), false);
            }
        } else if (result instanceof Map<?, ?> map && plain.type().isIterable()) {
            map.forEach((key, text) -> {
                Value entry = plain.entryMap().get(String.valueOf(key));
                collectTexts(text, entry == null ? plain : entry, entry == null);
            });
        } else if (value.marksDeep().contains(Mark.SENSITIVE)) {
            collectText(result);
        }
    }

    private void collectText(Object value) {
        if (value instanceof String text) {
            if (!text.equals(OptionValue.UNKNOWN_TEXT)) {
                secrets.add(text);
            }
        } else if (value instanceof List<?> list) {
            list.forEach(this::collectText);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::collectText);
        }
    }
}
