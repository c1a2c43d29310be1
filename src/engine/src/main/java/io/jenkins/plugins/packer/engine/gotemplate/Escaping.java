package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code html}, {@code js} and {@code urlquery}. */
final class Escaping {
    private static final String HEX = "0123456789ABCDEF";

    private Escaping() {}

    /** The arguments as {@code print} shows them, but that what is not there is text. */
    static String text(List<@Nullable Object> arguments) throws GoValueException {
        List<@Nullable Object> shown = new ArrayList<>(arguments.size());
        for (Object argument : arguments) {
            shown.add(argument == null ? GoPrinter.NO_VALUE : argument);
        }
        return GoPrinter.print(shown);
    }

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> out.append('\uFFFD');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static String javaScript(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\\', '\'', '"' -> out.append('\\').append((char) c);
                case '<', '>', '&', '=' -> out.append("\\u").append(GoQuote.hex(c, 4, true));
                default -> {
                    if (c < ' ' || c > 0x7f && !GoQuote.isPrintable(c)) {
                        out.append("\\u").append(GoQuote.hex(c, 4, true));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        }
        return out.toString();
    }

    static String query(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : GoValue.bytes(text)) {
            boolean plain = b >= '0' && b <= '9'
                    || b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~';
            if (plain) {
                out.append((char) b);
            } else if (b == ' ') {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return out.toString();
    }
}
