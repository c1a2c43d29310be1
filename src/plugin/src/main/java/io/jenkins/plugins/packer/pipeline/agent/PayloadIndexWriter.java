package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes the payload when the plugin is built; see {@link Payload}. */
public final class PayloadIndexWriter {
    private final Path payload;
    /** Option by component and name of a jar. */
    private final Map<String, String> options;

    private PayloadIndexWriter(Path payload, Map<String, String> options) {
        this.payload = payload;
        this.options = options;
    }

    /**
     * Writes the index of a directory.
     *
     * @param arguments the directory with {@code lib} and {@code components}, and the list of jars that only an option needs
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.strip().split(" +");
                options.put(words[0] + " " + words[2], words[1]);
            }
        }
        Path payload = Path.of(arguments[0]);
        Files.writeString(payload.resolve(Payload.INDEX), new PayloadIndexWriter(payload, options).text());
    }

    private String text() throws IOException {
        StringBuilder text = new StringBuilder();
        set(text, Payload.BASE, "", payload.resolve("lib"));
        for (Path component : sorted(payload.resolve("components"))) {
            set(text, String.valueOf(component.getFileName()), types(component), component);
        }
        return text.toString();
    }

    private void set(StringBuilder text, String name, String types, Path directory) throws IOException {
        text.append("set\t").append(name).append('\t').append(types).append('\n');
        for (Path file : sorted(directory)) {
            String path = payload.relativize(file).toString().replace('\\', '/');
            String option = options.getOrDefault(name + " " + unversioned(String.valueOf(file.getFileName())), "");
            text.append(String.join(
                            "\t", "file", path, Long.toString(Files.size(file)), PayloadFile.digest(file), option))
                    .append('\n');
        }
    }

    /** {@code sdk-core-2.35.0.jar} is {@code sdk-core}. */
    private static String unversioned(String name) {
        return name.replaceFirst("-\\d.*", "");
    }

    /** What a component's own index lists, such as {@code builder docker}, without the kinds of things. */
    private static String types(Path component) throws IOException {
        return Files.readAllLines(component.resolve("components.index"), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().replaceFirst("^\\S+\\s+", ""))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" "));
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            return new ArrayList<>(content.sorted().toList());
        }
    }
}
