package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a folder of components offers, as a text of lines such as {@code builder docker}; lines that begin with {@code #}
 * are comments. Kinds that this version does not know are skipped.
 */
final class ComponentIndex {
    static final String FILE = "components.index";

    private final Map<ComponentKind, TreeSet<String>> types = new EnumMap<>(ComponentKind.class);

    private ComponentIndex() {}

    static ComponentIndex read(Path file) throws ComponentException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ComponentException("The index of components " + file + " cannot be read: " + e, e);
        }
        ComponentIndex index = new ComponentIndex();
        for (String raw : lines) {
            String line = raw.strip();
            int space = line.indexOf(' ');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (space < 0) {
                throw new ComponentException("The index of components " + file
                        + " has a line that is not a kind and a type: \"" + line + "\".");
            }
            Optional<ComponentKind> kind = ComponentKind.ofLabel(line.substring(0, space));
            if (kind.isPresent()) {
                index.add(kind.get(), line.substring(space + 1).strip());
            }
        }
        return index;
    }

    static ComponentIndex of(ComponentSource source) {
        ComponentIndex index = new ComponentIndex();
        for (ComponentKind kind : ComponentKind.values()) {
            source.types(kind).forEach(type -> index.add(kind, type));
        }
        return index;
    }

    List<String> types(ComponentKind kind) {
        TreeSet<String> known = types.get(kind);
        return known == null ? List.of() : new ArrayList<>(known);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        types.forEach((kind, known) -> known.forEach(
                type -> text.append(kind.label()).append(' ').append(type).append('\n')));
        return text.toString();
    }

    private void add(ComponentKind kind, String type) {
        types.computeIfAbsent(kind, none -> new TreeSet<>()).add(type);
    }
}
