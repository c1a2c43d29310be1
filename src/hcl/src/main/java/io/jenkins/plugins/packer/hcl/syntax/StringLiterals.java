package io.jenkins.plugins.packer.hcl.syntax;

import java.text.Normalizer;

/** The text that a piece of a template stands for, its escapes resolved. */
final class StringLiterals {
    private static final int SHORT_ESCAPE_DIGITS = 4;
    private static final int LONG_ESCAPE_DIGITS = 8;

    private final TokenReader reader;
    private final byte[] source;
    private final int token;
    private final int end;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private StringLiterals(TokenReader reader, int token) {
        this.reader = reader;
        this.source = reader.tokens().source();
        this.token = token;
        this.at = reader.tokens().start(token);
        this.end = reader.tokens().end(token);
    }

    /** As {@link #parse}, in composed form; looks at each byte once where there is nothing to resolve or to compose. */
    static String parseNormal(TokenReader reader, int token) {
        Tokens tokens = reader.tokens();
        for (int i = tokens.start(token), end = tokens.end(token); i < end; i++) {
            byte b = tokens.source()[i];
            if (b < 0 || b == '\\' || b == '$' || b == '%') {
                return normalize(parse(reader, token));
            }
        }
        return tokens.text(token);
    }

    /** Text of a token of a quoted string (with backslash escapes) or of a heredoc or bare template (without). */
    static String parse(TokenReader reader, int token) {
        Tokens tokens = reader.tokens();
        boolean quoted = tokens.type(token) == TokenType.QUOTED_TEXT;
        for (int i = tokens.start(token), end = tokens.end(token); i < end; i++) {
            byte b = tokens.source()[i];
            if (b == '$' || b == '%' || quoted && b == '\\') {
                return new StringLiterals(reader, token).resolve(quoted);
            }
        }
        return tokens.text(token);
    }

    /** Composed form (NFC), as values of strings have it. */
    static String normalize(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x300) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    private String resolve(boolean quoted) {
        int literal = at;
        while (at < end) {
            byte b = source[at];
            if (quoted && b == '\\') {
                append(literal, at);
                backslash();
                literal = at;
            } else if ((b == '$' || b == '%') && at + 1 < end && source[at + 1] == b) {
                if (at + 2 < end && source[at + 2] == '{') {
                    append(literal, at);
                    text.append((char) b).append('{');
                    at += 3;
                    literal = at;
                } else {
                    at += 2;
                }
            } else {
                at++;
            }
        }
        append(literal, end);
        return text.toString();
    }

    private void append(int from, int to) {
        if (to > from) {
            text.append(Utf8.text(source, from, to));
        }
    }

    private void backslash() {
        int start = at;
        if (at + 1 == end) {
            at = end;
            invalid(start, "A backslash must be followed by the character that selects the escape sequence.");
            text.append('\\');
            return;
        }
        byte selector = source[at + 1];
        at += 2;
        switch (selector) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case '"' -> text.append('"');
            case '\\' -> text.append('\\');
            case 'u' -> codePoint(start, SHORT_ESCAPE_DIGITS, "The \\u escape sequence must be followed by four");
            case 'U' -> codePoint(start, LONG_ESCAPE_DIGITS, "The \\U escape sequence must be followed by eight");
            default -> {
                at = start + 1 + Math.max(1, Utf8.sequenceLength(source, start + 1, end));
                String symbol = Utf8.text(source, start + 1, at);
                invalid(start, "The symbol \"" + symbol + "\" does not select an escape sequence.");
                text.append(symbol);
            }
        }
    }

    private void codePoint(int start, int digits, String message) {
        long value = 0;
        int last = Math.min(end, at + digits);
        int from = at;
        while (at < last && Character.digit(source[at], 16) >= 0) {
            value = value << 4 | Character.digit(source[at++], 16);
        }
        if (at - from < digits) {
            invalid(start, message + " hexadecimal digits.");
            append(start, at);
        } else if (value > Character.MAX_CODE_POINT
                || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            invalid(start, "There is no character U+" + Utf8.text(source, from, at) + ".");
            append(start, at);
        } else {
            text.appendCodePoint((int) value);
        }
    }

    private void invalid(int start, String detail) {
        Tokens tokens = reader.tokens();
        reader.error("Invalid escape sequence", detail, tokens.rangeWithin(token, start, at));
    }
}
