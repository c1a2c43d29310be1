package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the Java value of an option out of its value in the language, which has the option's type already. */
final class OptionValue {
    /** What stands for a text that is not known yet. */
    static final String UNKNOWN_TEXT = "<unknown>";

    /** In what stands for a value of {@code {{build `NAME`}} } that is not known yet. */
    private static final String UNKNOWN_SENTENCE = ". To set this dynamically in the Packer template, you must use the";

    private final Interpolation interpolation;
    private final Texts texts;
    private boolean placeholder;

    OptionValue(Interpolation interpolation, Texts texts) {
        this.interpolation = interpolation;
        this.texts = texts;
    }

    /** What is to happen to the Go templates in texts. */
    enum Texts {
        /** They are rendered. */
        RENDER,
        /** They were rendered already. */
        RENDERED,
        /** They are rendered, and the component has them as they were written nevertheless. */
        TRY,
        /** The component renders them; whether they can be parsed shows at once. */
        PARSE
    }

    /** The value does not fit; the message is a clause without full stop. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    /**
     * The Java value.
     *
     * @param value without marks
     */
    Object of(Value value, OptionType type) throws UnfitException, InterpolationException {
        if (type == OptionType.Scalar.ANY) {
            return value;
        }
        if (!value.isKnown()) {
            return placeholder(type);
        }
        if (value.isNull()) {
            throw new UnfitException("null value is not allowed");
        }
        if (type instanceof OptionType.ListOf list) {
            List<Object> elements = new ArrayList<>();
            for (Value element : value.elements()) {
                elements.add(of(element, list.element()));
            }
            return Collections.unmodifiableList(elements);
        }
        if (type instanceof OptionType.MapOf map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<String, Value> entry : value.entryMap().entrySet()) {
                entries.put(render(entry.getKey()), of(entry.getValue(), map.element()));
            }
            return Collections.unmodifiableMap(entries);
        }
        return scalar(value, (OptionType.Scalar) type);
    }

    private Object scalar(Value value, OptionType.Scalar type) throws UnfitException, InterpolationException {
        switch (type) {
            case STRING:
                return render(value.asString());
            case DURATION:
                return duration(render(value.asString()));
            case BOOLEAN:
                return value.asBoolean();
            case INTEGER:
                return (int) whole(value.asNumber(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG:
                return whole(value.asNumber(), Long.MIN_VALUE, Long.MAX_VALUE);
            default:
                return value.asNumber().doubleValue();
        }
    }

    private String render(String text) throws InterpolationException {
        switch (texts) {
            case PARSE:
                interpolation.check(text);
                return text;
            case TRY:
                interpolation.renderOnce(text);
                return text;
            case RENDERED:
                return noted(text);
            default:
                return text.contains("{{") ? noted(interpolation.renderOnce(text)) : text;
        }
    }

    private String noted(String rendered) {
        placeholder |= rendered.contains("{{.") || rendered.contains(UNKNOWN_SENTENCE);
        return rendered;
    }

    /** Whether a text was rendered for which a value is still missing, so that a placeholder stands in it. */
    boolean hasPlaceholder() {
        return placeholder;
    }

    private static Duration duration(String text) throws UnfitException {
        try {
            // As in Packer, an empty duration is one that is not set.
            return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UnfitException(e.getMessage());
        }
    }

    private static long whole(BigNumber number, long least, long most) throws UnfitException {
        if (!number.isLong() || number.longValueExact() < least || number.longValueExact() > most) {
            throw new UnfitException("value must be a whole number, between " + least + " and " + most + " inclusive");
        }
        return number.longValueExact();
    }

    private static Object placeholder(OptionType type) {
        if (type instanceof OptionType.ListOf) {
            return List.of();
        }
        if (type instanceof OptionType.MapOf) {
            return Map.of();
        }
        switch ((OptionType.Scalar) type) {
            case BOOLEAN:
                return Boolean.FALSE;
            case INTEGER:
                return 0;
            case LONG:
                return 0L;
            case DOUBLE:
                return 0.0;
            case DURATION:
                return Duration.ZERO;
            default:
                return UNKNOWN_TEXT;
        }
    }
}
