package io.jenkins.plugins.packer.hcl.syntax;

import java.nio.charset.StandardCharsets;

/** Where we differ from Debian's hclsyntax 2.14.1 on purpose; each has its reason. */
public enum KnownDifference {
    /** Function namespaces came with 2.20: the older scanner sees two colons. */
    FUNCTION_NAMESPACES {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.contains("::");
        }
    },
    /** 2.14.1 does not join the pieces of a text, so that {@code a["x$y"]} is no literal index to it. */
    LITERAL_KEY_IN_PIECES {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return theirs.startsWith("skip");
        }
    },
    /**
     * The scanner there checks little more than the shape of UTF-8, and lets malformed names and, in strings, surrogates
     * and overlong forms pass; all of it is refused here.
     */
    MALFORMED_UTF8 {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.indexOf('\uFFFD') >= 0
                    && (ours.contains("Invalid character encoding") || ours.contains("BadUTF8"));
        }
    },
    /** Numbers that nobody can calculate with are refused here. */
    HUGE_NUMBERS {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return ours.contains("Invalid number literal");
        }
    },
    /** There is no bound on nesting there. */
    DEEP_NESTING {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return ours.contains("Nesting too deep");
        }
    };

    abstract boolean applies(String source, String theirs, String ours);

    /** The difference that explains two answers, or null. */
    public static KnownDifference of(byte[] source, String theirs, String ours) {
        String text = new String(source, StandardCharsets.UTF_8);
        for (KnownDifference difference : values()) {
            if (difference.applies(text, theirs, ours)) {
                return difference;
            }
        }
        return null;
    }
}
