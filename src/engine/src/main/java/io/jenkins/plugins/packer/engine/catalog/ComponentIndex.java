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
 * What a folder of components offers, as a text of lines such as {@code builder docker}, and the classes that offer it, in
 * lines such as {@code set example.DockerComponents}: to look for those would open every jar. Lines that begin with {@code #}
 * are comments. Kinds that this version does not know are skipped.
 */
final class ComponentIndex {
    static final String FILE = "components.index";

    private static final String SET = "set";

    private final Map<ComponentKind, TreeSet<String>> types = new EnumMap<>(ComponentKind.class);
    private final List<String> sets = new ArrayList<>();

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
            String label = line.substring(0, space);
            String name = line.substring(space + 1).strip();
            Optional<ComponentKind> kind = ComponentKind.ofLabel(label);
            if (kind.isPresent()) {
                index.add(kind.get(), name);
            } else if (label.equals(SET)) {
                index.sets.add(name);
            }
        }
        return index;
    }

    static ComponentIndex of(LoadedComponents source) {
        ComponentIndex index = new ComponentIndex();
        index.sets.addAll(source.sets());
        for (ComponentKind kind : ComponentKind.values()) {
            source.types(kind).forEach(type -> index.add(kind, type));
        }
        return index;
    }

    List<String> types(ComponentKind kind) {
        TreeSet<String> known = types.get(kind);
        return known == null ? List.of() : new ArrayList<>(known);
    }

    /** Names of the {@link io.jenkins.plugins.packer.engine.component.ComponentSet} classes; none where it does not tell. */
    List<String> sets() {
        return List.copyOf(sets);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        sets.forEach(set -> text.append(SET).append(' ').append(set).append('\n'));
        types.forEach((kind, known) -> known.forEach(
                type -> text.append(kind.label()).append(' ').append(type).append('\n')));
        return text.toString();
    }

    private void add(ComponentKind kind, String type) {
        types.computeIfAbsent(kind, none -> new TreeSet<>()).add(type);
    }
}
