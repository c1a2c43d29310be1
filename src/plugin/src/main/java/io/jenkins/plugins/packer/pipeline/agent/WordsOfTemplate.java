package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells which of some words a template mentions. A component's type is written out wherever a template uses it (no expression
 * can make one), in every form that templates have, and so is a function's name; so the components that it needs are among
 * those whose types and functions it mentions.
 * A mention in a comment costs a copy that was not needed. A directory of journals is searched for the kinds of what they list.
 *
 * @param template path of a file or directory, relative to the task's directory
 * @param words the words; {@code ssh_*} stands for every word that begins so
 */
public record WordsOfTemplate(String template, Set<String> words) implements AgentTask<Set<String>> {
    public WordsOfTemplate {
        // A copy of a kind that every Java can read.
        words = new HashSet<>(words);
    }

    @Override
    public Set<String> perform(Path directory) throws IOException {
        Set<String> found = new HashSet<>();
        for (Path file : files(directory.resolve(template))) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String word : words) {
                if (pattern(word).matcher(text).find()) {
                    found.add(word);
                }
            }
        }
        return found;
    }

    private static Pattern pattern(String word) {
        boolean beginning = word.endsWith("*");
        String text = beginning ? word.substring(0, word.length() - 1) : word;
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(text) + (beginning ? "" : "(?![\\w-])"));
    }

    /** One that is not there has no files: the engine says so, better than can be said here. */
    private static List<Path> files(Path template) throws IOException {
        if (!Files.isDirectory(template)) {
            return Files.isRegularFile(template) ? List.of(template) : List.of();
        }
        try (Stream<Path> content = Files.list(template)) {
            return new ArrayList<>(content.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".pkr.hcl")
                            || file.toString().endsWith(".pkr.json")
                            || file.toString().endsWith(".journal"))
                    .toList());
        }
    }
}
