package io.jenkins.plugins.packer.engine.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds files by a pattern with {@code *}, {@code ?}, <code>[class]</code>, <code>{one,other}</code> and, for any number
 * of directories, {@code **}. Files whose name begins with a dot match too. Directories that are symbolic links are
 * not entered by {@code **}, so that no link leads in circles.
 *
 * @see <a href="https://github.com/bmatcuk/doublestar/tree/v1">doublestar, which Packer uses</a>
 */
final class FileGlob {
    private static final String ANY_DEPTH = "**";

    private final Path root;
    private final List<String> segments;

    /**
     * A glob.
     *
     * @param pattern absolute, with slashes
     */
    FileGlob(String pattern) {
        int start = pattern.indexOf('/') + 1;
        root = Path.of(pattern.substring(0, start));
        segments = split(pattern.substring(start));
    }

    /** Splits at slashes, though not at those within braces. */
    private static List<String> split(String pattern) {
        List<String> segments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            char c = i == pattern.length() ? '/' : pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '/' && (depth <= 0 || i == pattern.length())) {
                segments.add(pattern.substring(start, i));
                start = i + 1;
            }
        }
        return segments;
    }

    /** The files and directories that match; none where the pattern's directory does not exist. */
    Set<Path> matches() throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        match(root, 0, found);
        return found;
    }

    private void match(Path directory, int index, Set<Path> found) throws IOException {
        if (index == segments.size()) {
            found.add(directory);
            return;
        }
        String segment = segments.get(index);
        if (segment.equals(ANY_DEPTH)) {
            descend(directory, index, found);
        } else if (isPlain(segment)) {
            Path next = directory.resolve(segment);
            if (Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                match(next, index + 1, found);
            }
        } else if (Files.isDirectory(directory)) {
            Pattern name = compile(segment);
            for (Path entry : entries(directory)) {
                if (name.matches(String.valueOf(entry.getFileName()))) {
                    match(entry, index + 1, found);
                }
            }
        }
    }

    private void descend(Path directory, int index, Set<Path> found) throws IOException {
        match(directory, index + 1, found);
        if (!Files.isDirectory(directory)) {
            return;
        }
        boolean last = index == segments.size() - 1;
        for (Path entry : entries(directory)) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                descend(entry, index, found);
            } else if (last) {
                found.add(entry);
            }
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if ("*?[{\\".indexOf(segment.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Pattern compile(String segment) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> i = appendClass(segment, i, regex);
                case '{' -> {
                    regex.append("(?:");
                    depth++;
                }
                case '}' -> {
                    regex.append(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                case '\\' -> {
                    i++;
                    if (i == segment.length()) {
                        throw new IllegalArgumentException("syntax error in pattern");
                    }
                    regex.append(Pattern.quote(String.valueOf(segment.charAt(i))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("syntax error in pattern", e);
        }
    }

    /** Appends a class such as <code>[^a-z]</code>. Returns the index of its bracket at the end. */
    private static int appendClass(String segment, int open, StringBuilder regex) {
        int end = open + 1;
        if (end < segment.length() && (segment.charAt(end) == '^' || segment.charAt(end) == '!')) {
            end++;
        }
        int first = end;
        while (end < segment.length() && (segment.charAt(end) != ']' || end == first)) {
            end += segment.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= segment.length() || end == first) {
            throw new IllegalArgumentException("syntax error in pattern");
        }
        String content = segment.substring(first, end).replace("[", "\\[");
        regex.append(first > open + 1 ? "[^" : "[").append(content).append(']');
        return end;
    }
}
