package io.jenkins.plugins.packer.engine.gotemplate;

/** Go's quoted form of strings and characters, as {@code %q} and messages show them. */
final class GoQuote {
    private GoQuote() {}

    static String quote(String text) {
        return quote(text, '"', false);
    }

    /**
     * @param quote the character around it
     * @param asciiOnly whether everything beyond ASCII is escaped
     */
    static String quote(String text, char quote, boolean asciiOnly) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            append(out, c, quote, asciiOnly);
        }
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int c, char quote, boolean asciiOnly) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (isPrintable(c) && (c < 0x80 || !asciiOnly)) {
            out.appendCodePoint(c);
        } else {
            switch (c) {
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 11 -> out.append("\\v");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\x").append(hex(c, 2, false));
                    } else if (c < 0x10000) {
                        out.append("\\u").append(hex(c, 4, false));
                    } else {
                        out.append("\\U").append(hex(c, 8, false));
                    }
                }
            }
        }
    }

    /** Whether a string can stand between backquotes. */
    static boolean canBackquote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == '`' || c == 0x7f || c == 0xFEFF) {
                return false;
            }
        }
        return true;
    }

    /** Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    static boolean isPrintable(int c) {
        if (c < 0x80) {
            return c >= ' ' && c < 0x7f;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Hexadecimal digits, at least as many. */
    static String hex(int value, int minimum, boolean upper) {
        String digits = Integer.toHexString(value);
        StringBuilder out = new StringBuilder();
        for (int i = digits.length(); i < minimum; i++) {
            out.append('0');
        }
        for (int i = 0; i < digits.length(); i++) {
            out.append(upper ? Character.toUpperCase(digits.charAt(i)) : digits.charAt(i));
        }
        return out.toString();
    }
}
