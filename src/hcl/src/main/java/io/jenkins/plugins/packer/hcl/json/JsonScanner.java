package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;

/**
 * Cuts a JSON file into tokens, one at a time. It is lax about what it takes for a number or a word, so that a message
 * can speak of all of what was meant as one. A column is a grapheme cluster and, as in HCL's Go implementation, a tab is
 * two columns and a carriage return none.
 */
final class JsonScanner {
    /** Kinds of tokens; punctuation is its own kind. */
    static final char END = 0;

    static final char STRING = '"';
    static final char NUMBER = '0';
    static final char WORD = 'a';
    static final char UNKNOWN = '?';

    private final SourceFile file;
    private final byte[] source;
    private int position;
    private int line = 1;
    private int column = 1;

    private char type;
    private SourcePosition start = SourcePosition.START;
    private JsonString string;

    JsonScanner(SourceFile file) {
        this.file = file;
        this.source = file.bytes();
        this.string = new JsonString(file, SourcePosition.START);
        next();
    }

    /** Kind of the current token: one of the constants, or its only character. */
    char type() {
        return type;
    }

    SourceRange range() {
        return new SourceRange(file.name(), start, new SourcePosition(line, column, position));
    }

    SourceFile file() {
        return file;
    }

    /** Text of the current token, which is a number or a word. */
    String text() {
        return new String(
                source, start.offset(), position - start.offset(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The current token, which is a string. */
    JsonString string() {
        return string;
    }

    /** Goes to the next token; behind the last one there is {@link #END} for ever. */
    void next() {
        skipSpace();
        start = new SourcePosition(line, column, position);
        if (position == source.length) {
            type = END;
            return;
        }
        byte first = source[position];
        switch (first) {
            case '{', '}', '[', ']', ',', ':', '=' -> {
                type = (char) first;
                goTo(position + 1);
            }
            case '"' -> {
                type = STRING;
                string = new JsonString(file, start);
                string.read();
                position = string.end().offset();
                column = string.end().column();
            }
            default -> other(first);
        }
    }

    private void other(byte first) {
        int end = position;
        if (isNumberPart(first) && first != 'e' && first != 'E') {
            type = NUMBER;
            while (end < source.length && isNumberPart(source[end])) {
                end++;
            }
        } else if (isLetter(first)) {
            type = WORD;
            while (end < source.length && (isLetter(source[end]) || source[end] == '_')) {
                end++;
            }
        } else {
            type = UNKNOWN;
            end++;
        }
        goTo(end);
    }

    private void goTo(int end) {
        column += end - position;
        position = end;
    }

    private void skipSpace() {
        for (; position < source.length; position++) {
            switch (source[position]) {
                case ' ' -> column++;
                case '\t' -> column += 2;
                case '\r' -> {}
                case '\n' -> {
                    line++;
                    column = 1;
                }
                default -> {
                    return;
                }
            }
        }
    }

    private static boolean isNumberPart(byte b) {
        return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }
}
