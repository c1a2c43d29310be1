package io.jenkins.plugins.packer.hcl.syntax;

/** White space as trim markers and heredocs see it: Unicode's White_Space property, which no method of Java's has. */
final class Whitespace {
    private Whitespace() {}

    static boolean is(char c) {
        if (c <= 0xFF) {
            return c == ' ' || c >= '\t' && c <= '\r' || c == 0x85 || c == 0xA0;
        }
        return c == 0x1680
                || c >= 0x2000 && c <= 0x200A
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Number of leading chars that are white space. */
    static int leading(String text) {
        int i = 0;
        while (i < text.length() && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static String stripLeading(String text) {
        return text.substring(leading(text));
    }

    static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static String strip(String text) {
        return stripTrailing(stripLeading(text));
    }
}
