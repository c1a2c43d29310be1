package io.jenkins.plugins.packer.engine.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for names as {@code -only} and {@code -except} take it: {@code *} and {@code **} for any text, {@code ?} for
 * one character, {@code [abc]}, {@code [a-z]} and {@code [!a-z]} for one of a set, {@code {a,b}} for one of several
 * patterns, and a backslash before a character that is meant as it is. The rules are those of gobwas/glob without
 * separators, which Packer uses.
 */
final class Glob {
    private final List<Part> parts;

    private sealed interface Part {}

    private record Literal(int character) implements Part {}

    private record AnyText() implements Part {}

    private record AnyCharacter() implements Part {}

    private record OneOf(List<int[]> ranges, boolean negated) implements Part {}

    private record Alternatives(List<List<Part>> patterns) implements Part {}

    private Glob(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException where a bracket or brace is not closed, or a set is malformed
     */
    static Glob compile(String pattern) {
        Reader reader = new Reader(pattern.codePoints().toArray());
        return new Glob(reader.sequence(false));
    }

    /** A pattern that matches one text. */
    static Glob literal(String text) {
        return new Glob(text.codePoints().<Part>mapToObj(Literal::new).toList());
    }

    boolean matches(String name) {
        return matches(parts, 0, name.codePoints().toArray(), 0, null);
    }

    /** What is to match behind the pattern at hand. */
    private record Continuation(List<Part> parts, int index, Continuation next) {}

    private static boolean matches(List<Part> parts, int index, int[] name, int at, Continuation next) {
        if (index == parts.size()) {
            return next == null ? at == name.length : matches(next.parts, next.index, name, at, next.next);
        }
        Part part = parts.get(index);
        if (part instanceof AnyText) {
            for (int end = at; end <= name.length; end++) {
                if (matches(parts, index + 1, name, end, next)) {
                    return true;
                }
            }
            return false;
        }
        if (part instanceof Alternatives alternatives) {
            Continuation rest = new Continuation(parts, index + 1, next);
            for (List<Part> pattern : alternatives.patterns) {
                if (matches(pattern, 0, name, at, rest)) {
                    return true;
                }
            }
            return false;
        }
        return at < name.length && matchesOne(part, name[at]) && matches(parts, index + 1, name, at + 1, next);
    }

    private static boolean matchesOne(Part part, int character) {
        if (part instanceof Literal literal) {
            return literal.character == character;
        }
        if (part instanceof OneOf set) {
            boolean contained = false;
            for (int[] range : set.ranges) {
                contained |= character >= range[0] && character <= range[1];
            }
            return contained != set.negated;
        }
        return true;
    }

    /** Reads a pattern from left to right. */
    private static final class Reader {
        private final int[] pattern;
        private int at;

        Reader(int[] pattern) {
            this.pattern = pattern;
        }

        /** Reads up to the end, or within braces up to the comma or brace that ends the alternative. */
        List<Part> sequence(boolean inBraces) {
            List<Part> parts = new ArrayList<>();
            while (at < pattern.length) {
                int character = pattern[at];
                if (inBraces && (character == ',' || character == '}')) {
                    return parts;
                }
                at++;
                parts.add(part(character));
            }
            if (inBraces) {
                throw new IllegalArgumentException("a \"{\" is not closed");
            }
            return parts;
        }

        private Part part(int character) {
            switch (character) {
                case '*':
                    while (at < pattern.length && pattern[at] == '*') {
                        at++;
                    }
                    return new AnyText();
                case '?':
                    return new AnyCharacter();
                case '[':
                    return set();
                case '{':
                    return alternatives();
                case '\\':
                    return new Literal(escaped());
                default:
                    return new Literal(character);
            }
        }

        private int escaped() {
            if (at == pattern.length) {
                throw new IllegalArgumentException("nothing follows the backslash at the end");
            }
            return pattern[at++];
        }

        private Part alternatives() {
            List<List<Part>> patterns = new ArrayList<>();
            do {
                patterns.add(sequence(true));
            } while (pattern[at++] == ',');
            return new Alternatives(patterns);
        }

        private Part set() {
            boolean negated = at < pattern.length && pattern[at] == '!';
            if (negated) {
                at++;
            }
            List<int[]> ranges = new ArrayList<>();
            while (at < pattern.length && pattern[at] != ']') {
                int low = pattern[at++];
                low = low == '\\' ? escaped() : low;
                int high = low;
                if (at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']') {
                    high = pattern[at + 1];
                    at += 2;
                }
                if (high < low) {
                    throw new IllegalArgumentException("a range in \"[]\" runs backwards");
                }
                ranges.add(new int[] {low, high});
            }
            if (at == pattern.length) {
                throw new IllegalArgumentException("a \"[\" is not closed");
            }
            at++;
            if (ranges.isEmpty()) {
                throw new IllegalArgumentException("\"[]\" is empty");
            }
            return new OneOf(ranges, negated);
        }
    }
}
