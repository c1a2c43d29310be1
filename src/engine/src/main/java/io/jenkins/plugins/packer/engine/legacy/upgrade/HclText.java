package io.jenkins.plugins.packer.engine.legacy.upgrade;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HCL as it is put together; its layout is left to the formatter. */
final class HclText {
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");

    private final StringBuilder out = new StringBuilder();

    HclText newLine() {
        out.append('\n');
        return this;
    }

    HclText attribute(String name, @Nullable Object value) {
        return raw(name, value(value));
    }

    /** An attribute whose value is HCL already. */
    HclText raw(String name, String expression) {
        out.append(name).append(" = ").append(expression).append('\n');
        return this;
    }

    HclText block(String type, List<String> labels, Consumer<HclText> body) {
        out.append(type);
        for (String label : labels) {
            out.append(' ').append(quoted(label));
        }
        out.append(" {\n");
        body.accept(this);
        out.append("}\n");
        return this;
    }

    /** Attributes and blocks of an object, by name; whether something is a block can only be guessed, as Packer does. */
    HclText body(Map<String, @Nullable Object> values) {
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map && isBlock(name, map)) {
                block(name, List.of(), nested -> nested.body(object(map)));
            } else if (value instanceof List<?> list && list.isEmpty()) {
                // as Packer, which leaves out what says nothing
            } else if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                list.forEach(element -> block(name, List.of(), nested -> nested.body(object(element))));
            } else {
                attribute(name, value);
            }
        });
        return this;
    }

    /** An object of single values is a map; with anything else in it, it is a block. */
    private static boolean isBlock(String name, Map<?, ?> map) {
        if (List.of("linux_options", "network_interface", "shared_image_gallery")
                .contains(name)) {
            return true;
        }
        boolean single = false;
        for (Object value : map.values()) {
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                return true;
            }
            single |= value != null;
        }
        return !single;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Object map) {
        return (Map<String, @Nullable Object>) map;
    }

    private static String value(@Nullable Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Double number) {
            BigDecimal shortest = new BigDecimal(Double.toString(number));
            return shortest.signum() == 0 ? "0" : shortest.stripTrailingZeros().toPlainString();
        }
        StringBuilder text = new StringBuilder();
        if (value instanceof List<?> list) {
            String separator = "";
            for (Object element : list) {
                text.append(separator).append(value(element));
                separator = ", ";
            }
            return "[" + text + "]";
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                text.append(IDENTIFIER.matcher(key).matches() ? key : quoted(key))
                        .append(" = ")
                        .append(value(entry.getValue()))
                        .append('\n');
            }
            return map.isEmpty() ? "{}" : "{\n" + text + "}";
        }
        return String.valueOf(value);
    }

    /** A text that stands for itself, as hclwrite escapes it. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '$', '%' ->
                    quoted.append((char) c).append(text.startsWith("{", i) ? String.valueOf((char) c) : "");
                default -> quoted.append(printable(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static String printable(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR:
                return String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
            case Character.SPACE_SEPARATOR:
                return c == ' ' ? " " : String.format("\\u%04x", c);
            default:
                return Character.toString(c);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
