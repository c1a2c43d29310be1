package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a value as YAML in go-cty-yaml's form, byte for byte: block style, texts in double quotes or, with line breaks,
 * as literal blocks. Own code because the form is libyaml's, down to where long texts are folded, which no library for
 * Java writes.
 *
 * @see <a href="https://github.com/zclconf/go-cty-yaml/blob/master/encode.go">go-cty-yaml's encode.go</a>
 */
final class YamlEncoder {
    /** A key of more bytes stands behind a question mark. */
    private static final int LONGEST_SIMPLE_KEY = 128;

    private final YamlWriter out = new YamlWriter();

    private YamlEncoder() {}

    static String encode(Value value) {
        YamlEncoder encoder = new YamlEncoder();
        boolean isPlain = value.isNull() || value.type() == Type.NUMBER || value.type() == Type.BOOL;
        encoder.write(value, YamlWriter.ROOT, false);
        // The end of what could go on needs a mark.
        return encoder.out.end(isPlain);
    }

    /** @param indent of the collection around the value, or ROOT */
    private void write(Value value, int indent, boolean inMapping) {
        Type type = value.type();
        if (value.isNull()) {
            out.plain("null");
        } else if (type == Type.STRING) {
            text(value.asString(), indent);
        } else if (type == Type.NUMBER) {
            out.plain(value.asNumber().toString());
        } else if (type == Type.BOOL) {
            out.plain(Boolean.toString(value.asBoolean()));
        } else if (type.isMap() || type.isObject()) {
            mapping(value.entryMap(), indent);
        } else if (type.isIterable()) {
            sequence(value.elements(), indent, inMapping);
        } else {
            throw new FunctionException("can't marshal " + type.friendlyName() + " as YAML");
        }
    }

    private void text(String text, int indent) {
        int inner = YamlWriter.deeper(indent, YamlWriter.STEP);
        if (text.indexOf('\n') >= 0 && YamlWriter.canBeLiteral(text)) {
            out.literal(text, inner);
        } else {
            out.quoted(text, inner, true);
        }
    }

    private void mapping(Map<String, Value> entries, int indent) {
        if (entries.isEmpty()) {
            out.indicator("{", true, false);
            out.indicator("}", false, false);
            return;
        }
        int inner = YamlWriter.deeper(indent, 0);
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            out.indent(inner);
            String key = entry.getKey();
            if (isSimple(key)) {
                out.quoted(key, inner, false);
                out.indicator(":", false, false);
            } else {
                out.indicator("?", true, true);
                text(key, inner);
                out.indent(inner);
                out.indicator(":", true, true);
            }
            write(entry.getValue(), inner, true);
        }
    }

    private static boolean isSimple(String key) {
        return !YamlWriter.hasBreak(key) && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY;
    }

    private void sequence(List<Value> elements, int indent, boolean inMapping) {
        if (elements.isEmpty()) {
            out.indicator("[", true, false);
            out.indicator("]", false, false);
            return;
        }
        // The elements of a sequence below a key stand as far left as the key.
        int inner = inMapping && !out.isIndented() ? indent : YamlWriter.deeper(indent, 0);
        for (Value element : elements) {
            out.indent(inner);
            out.indicator("-", true, true);
            write(element, inner, false);
        }
    }
}
