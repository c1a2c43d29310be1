package io.jenkins.plugins.packer.engine.function;

/**
 * Writes the scalars and indicators of YAML as libyaml's emitter does.
 *
 * @see <a href="https://github.com/yaml/libyaml/blob/master/src/emitter.c">libyaml's emitter.c</a>
 */
final class YamlWriter {
    /** Indent of what is in no collection. */
    static final int ROOT = -1;

    /** Columns by which what is inside stands further right. */
    static final int STEP = 2;

    /** Texts in quotes are folded at the first space beyond this column. */
    private static final int WIDTH = 80;

    private static final String ESCAPED = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u00a0\u2028\u2029";
    private static final String ESCAPES = "0abtnvfre\"\\N_LP";

    private final StringBuilder out = new StringBuilder();
    private int column;
    private boolean whitespace = true;
    private boolean indented = true;

    /** The indent inside a collection, or inside a scalar, for which the root counts as one step. */
    static int deeper(int indent, int atRoot) {
        return indent == ROOT ? atRoot : indent + STEP;
    }

    /** Whether only indentation and indicators stand on the line so far. */
    boolean isIndented() {
        return indented;
    }

    /** Goes to a column, on a new line unless this one has nothing but indentation up to there. */
    void indent(int indent) {
        int target = Math.max(indent, 0);
        if (!indented || column > target || column == target && !whitespace) {
            lineBreak();
        }
        while (column < target) {
            put(' ');
        }
        whitespace = true;
        indented = true;
    }

    private void lineBreak() {
        out.append('\n');
        column = 0;
    }

    private void put(int codePoint) {
        out.appendCodePoint(codePoint);
        column++;
        Arguments.requireRoom(out.length());
    }

    void indicator(String indicator, boolean apart, boolean indentation) {
        if (apart && !whitespace) {
            put(' ');
        }
        for (int i = 0; i < indicator.length(); i++) {
            put(indicator.charAt(i));
        }
        whitespace = false;
        indented &= indentation;
    }

    void plain(String text) {
        indicator(text, true, false);
    }

    static boolean hasBreak(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBreak(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isPrintable(int c) {
        return c == '\n'
                || c >= ' ' && c <= 0x7e
                || c >= 0xa0 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
    }

    /** Whether a literal block can hold the text: no space before a line's end, nothing that needs an escape. */
    static boolean canBeLiteral(String text) {
        boolean afterSpace = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isPrintable(c) || afterSpace && isBreak(c)) {
                return false;
            }
            afterSpace = c == ' ';
            i += Character.charCount(c);
        }
        return !afterSpace;
    }

    /** A text that is not empty as a literal block. */
    void literal(String text, int indent) {
        indicator("|", true, false);
        int last = text.charAt(text.length() - 1);
        boolean more = isBreak(last) && (text.length() == 1 || isBreak(text.charAt(text.length() - 2)));
        boolean spaced = text.charAt(0) == ' ' || isBreak(text.charAt(0));
        indicator((spaced ? "2" : "") + (!isBreak(last) ? "-" : more ? "+" : ""), false, false);
        lineBreak();
        indented = true;
        whitespace = true;
        boolean atStart = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBreak(c)) {
                if (c == '\n') {
                    lineBreak();
                } else {
                    out.appendCodePoint(c);
                    column = 0;
                }
                indented = true;
                atStart = true;
                continue;
            }
            if (atStart) {
                indent(indent);
            }
            put(c);
            indented = false;
            atStart = false;
        }
    }

    /**
     * A text in double quotes.
     *
     * @param indent of the lines after the first
     * @param folds whether it may take several lines
     */
    void quoted(String text, int indent, boolean folds) {
        indicator("\"", true, false);
        boolean afterSpace = false;
        // libyaml looks for a byte order mark at the beginning of the text whichever character it is at.
        boolean escapesAll = text.startsWith("\ufeff");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (escapesAll || !isPrintable(c) || isBreak(c) || c == '"' || c == '\\') {
                escape(c);
            } else if (c == ' ' && folds && !afterSpace && column > WIDTH && i > 0 && next < text.length()) {
                indent(indent);
                if (text.charAt(next) == ' ') {
                    put('\\');
                }
            } else {
                put(c);
            }
            // A folded line has begun with what is no indentation.
            indented = false;
            afterSpace = c == ' ';
            i = next;
        }
        whitespace = false;
        indicator("\"", false, false);
    }

    private void escape(int c) {
        put('\\');
        int known = ESCAPED.indexOf(c);
        if (known >= 0) {
            put(ESCAPES.charAt(known));
            return;
        }
        put(c <= 0xff ? 'x' : c <= 0xffff ? 'u' : 'U');
        for (int shift = c <= 0xff ? 4 : c <= 0xffff ? 12 : 28; shift >= 0; shift -= 4) {
            put(Character.toUpperCase(Character.forDigit(c >> shift & 0xf, 16)));
        }
    }

    /**
     * Ends the document.
     *
     * @param plainRoot whether it is a plain scalar, which could go on
     */
    String end(boolean plainRoot) {
        indent(0);
        if (plainRoot) {
            indicator("...", true, false);
            indent(0);
        }
        return out.toString();
    }
}
