package io.jenkins.plugins.packer.engine.builtin.artifice;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * File name patterns as Go's {@code filepath.Glob} has them: {@code *} and {@code ?} within one name, ranges in brackets
 * (negated by {@code ^}), a backslash before a character that stands for itself. Unlike Java's own there is neither
 * {@code **} nor a choice in braces, and a leading dot is like any other character.
 */
final class Glob {
    private Glob() {}

    /** What is wrong with a pattern. */
    static Optional<String> mistake(String pattern) {
        for (String name : pattern.split("/")) {
            try {
                scan(name);
            } catch (IllegalArgumentException e) {
                return Optional.of("syntax error in pattern " + pattern + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static void scan(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '\\') {
                i++;
                if (i == name.length()) {
                    throw new IllegalArgumentException("a backslash at the end");
                }
            } else if (name.charAt(i) == '[') {
                i = closing(name, i);
            }
        }
    }

    /**
     * The files that a pattern matches, sorted, named as the pattern names them.
     *
     * @param directory where a relative pattern starts
     */
    static List<Path> files(String pattern, Path directory) throws IOException {
        // On Windows a backslash separates names, as in Go.
        String slashed = File.separatorChar == '\\' ? pattern.replace('\\', '/') : pattern;
        int rootLength = rootLength(slashed);
        List<Path> found = List.of(Path.of(slashed.substring(0, rootLength)));
        boolean magic = false;
        for (String name : slashed.substring(rootLength).split("/")) {
            if (!name.isEmpty()) {
                magic |= hasMagic(name);
                found = step(found, name, directory);
            }
        }
        return magic ? found.stream().map(Path::normalize).toList() : found;
    }

    private static int rootLength(String slashed) {
        if (slashed.startsWith("/")) {
            return 1;
        }
        return File.separatorChar == '\\' && slashed.startsWith(":/", 1) ? 3 : 0;
    }

    private static List<Path> step(List<Path> parents, String name, Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path parent : parents) {
            if (!hasMagic(name)) {
                Path child = parent.resolve(name);
                if (Files.exists(directory.resolve(child), LinkOption.NOFOLLOW_LINKS)) {
                    found.add(child);
                }
                continue;
            }
            Path listed = directory.resolve(parent);
            if (!Files.isDirectory(listed)) {
                continue;
            }
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(listed)) {
                for (Path child : children) {
                    names.add(String.valueOf(child.getFileName()));
                }
            }
            names.sort(null);
            for (String child : names) {
                if (matches(name, 0, child, 0)) {
                    found.add(parent.resolve(child));
                }
            }
        }
        return found;
    }

    private static boolean hasMagic(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0 || name.indexOf('\\') >= 0;
    }

    /** Whether the rest of a pattern matches the rest of a name. */
    static boolean matches(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        char c = pattern.charAt(p);
        if (c == '*') {
            for (int rest = n; rest <= name.length(); rest++) {
                if (matches(pattern, p + 1, name, rest)) {
                    return true;
                }
            }
            return false;
        }
        if (c == '[') {
            int closing = closing(pattern, p);
            return n < name.length()
                    && inBrackets(pattern, p + 1, closing, name.charAt(n))
                    && matches(pattern, closing + 1, name, n + 1);
        }
        int literal = p;
        if (c == '\\') {
            literal++;
            if (literal == pattern.length()) {
                throw new IllegalArgumentException("a backslash at the end");
            }
        }
        return n < name.length()
                && (c == '?' || pattern.charAt(literal) == name.charAt(n))
                && matches(pattern, literal + 1, name, n + 1);
    }

    private static int closing(String pattern, int opening) {
        // A bracket directly behind the opening one, or behind its negation, would be an empty range.
        int at = opening + (pattern.startsWith("^", opening + 1) ? 2 : 1);
        int first = at;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= pattern.length()) {
            throw new IllegalArgumentException("a bracket is not closed");
        }
        if (at == first) {
            throw new IllegalArgumentException("empty brackets");
        }
        return at;
    }

    private static boolean inBrackets(String pattern, int start, int end, char c) {
        boolean negated = pattern.charAt(start) == '^';
        int at = negated ? start + 1 : start;
        boolean found = false;
        while (at < end) {
            at += pattern.charAt(at) == '\\' ? 1 : 0;
            char low = pattern.charAt(at++);
            char high = low;
            if (at + 1 < end && pattern.charAt(at) == '-') {
                at++;
                at += pattern.charAt(at) == '\\' ? 1 : 0;
                high = pattern.charAt(at++);
            }
            found |= low <= c && c <= high;
        }
        return found != negated;
    }
}
