package io.jenkins.plugins.packer.hcl.value;

/** Text in double quotes as Go's {@code %q} writes it, which is how messages quote names. */
public final class Quoted {
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    public static String of(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        appendTo(quoted, text);
        return quoted.toString();
    }

    static void appendTo(StringBuilder quoted, String text) {
        quoted.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case 7 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 11 -> quoted.append("\\v");
                default -> appendCodePoint(quoted, c);
            }
        }
        quoted.append('"');
    }

    private static void appendCodePoint(StringBuilder quoted, int c) {
        if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else if (c < ' ' || c == 0x7f) {
            appendHex(quoted.append("\\x"), c, 2);
        } else if (c < 0x10000) {
            appendHex(quoted.append("\\u"), c, 4);
        } else {
            appendHex(quoted.append("\\U"), c, 8);
        }
    }

    private static boolean isPrintable(int c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void appendHex(StringBuilder quoted, int c, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            quoted.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
