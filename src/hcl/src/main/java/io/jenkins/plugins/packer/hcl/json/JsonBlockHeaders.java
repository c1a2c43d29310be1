package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.BlockHeaders;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says where in a JSON file a place is, as the path of objects and arrays around it, such as
 * {@code build.provisioner[1].shell}; asks another for files that are not in JSON. A file is read again when the first
 * message about it is printed. Not safe for use by several threads.
 */
public final class JsonBlockHeaders implements BlockHeaders {
    private final BlockHeaders others;
    private final Map<String, JsonNode> roots = new HashMap<>();

    /**
     * Headers of files in either syntax.
     *
     * @param others knows the files whose names do not end with {@code .json}
     */
    public JsonBlockHeaders(BlockHeaders others) {
        this.others = others;
    }

    @Override
    public @Nullable String around(SourceFile file, int offset) {
        if (!file.name().endsWith(".json")) {
            return others.around(file, offset);
        }
        JsonNode node = roots.computeIfAbsent(file.name(), name -> JsonParser.parse(file, new Diagnostics()));
        StringBuilder path = new StringBuilder();
        while (node != null) {
            node = step(node, offset, path);
        }
        return path.isEmpty() ? null : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    private static @Nullable JsonNode step(JsonNode node, int offset, StringBuilder path) {
        if (node instanceof JsonNode.ObjectNode object) {
            for (JsonNode.Property property : object.properties()) {
                if (isAround(property.value(), offset)) {
                    path.append('.').append(property.name().value());
                    return property.value();
                }
            }
        } else if (node instanceof JsonNode.ArrayNode array) {
            List<JsonNode> elements = array.elements();
            for (int i = 0; i < elements.size(); i++) {
                if (isAround(elements.get(i), offset)) {
                    path.append('[').append(i).append(']');
                    return elements.get(i);
                }
            }
        }
        return null;
    }

    private static boolean isAround(JsonNode node, int offset) {
        SourceRange range = node.range();
        return (node instanceof JsonNode.ObjectNode || node instanceof JsonNode.ArrayNode)
                && offset >= range.start().offset()
                && offset < range.end().offset();
    }
}
