package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into tokens. Spaces within an action are tokens, since they separate arguments. What cannot be cut is
 * the last token, {@link Kind#ERROR}: the parser may find an earlier mistake.
 */
final class Lexer {
    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";

    private final String input;
    private final boolean breakIsKeyword;
    private final boolean continueIsKeyword;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int depth;
    private boolean failed;

    /**
     * @param breakIsKeyword false where a function has that name
     * @param continueIsKeyword likewise
     */
    Lexer(String input, boolean breakIsKeyword, boolean continueIsKeyword) {
        this.input = input;
        this.breakIsKeyword = breakIsKeyword;
        this.continueIsKeyword = continueIsKeyword;
    }

    List<Token> tokens() {
        boolean trim = false;
        while (!failed) {
            int open = input.indexOf(LEFT, position);
            text(open < 0 ? input.length() : open, trim, open >= 0 && trimsLeft(open + 2));
            if (open < 0) {
                break;
            }
            position = open;
            trim = action();
        }
        if (!failed) {
            tokens.add(new Token(Kind.EOF, input.length(), ""));
        }
        return tokens;
    }

    private void text(int end, boolean trimStart, boolean trimEnd) {
        int from = position;
        int to = end;
        while (trimStart && from < to && isSpace(input.charAt(from))) {
            from++;
        }
        while (trimEnd && to > from && isSpace(input.charAt(to - 1))) {
            to--;
        }
        if (to > from) {
            tokens.add(new Token(Kind.TEXT, from, input.substring(from, to)));
        }
        position = end;
    }

    /** Reads one action or comment; tells whether the text after it loses its leading spaces. */
    private boolean action() {
        int start = position;
        position += 2;
        int marker = trimsLeft(position) ? 2 : 0;
        if (input.startsWith("/*", position + marker)) {
            position += marker;
            return comment();
        }
        tokens.add(new Token(Kind.LEFT_DELIMITER, start, LEFT));
        position += marker;
        depth = 0;
        while (!failed) {
            int right = rightDelimiterLength();
            if (right > 0) {
                if (depth > 0) {
                    fail(position, "unclosed left paren: close it before }}");
                    return false;
                }
                tokens.add(new Token(Kind.RIGHT_DELIMITER, position, RIGHT));
                position += right;
                return right > 2;
            }
            inside();
        }
        return false;
    }

    private boolean comment() {
        int end = input.indexOf("*/", position + 2);
        if (end < 0) {
            fail(position, "unclosed comment: end it with */}}");
            return false;
        }
        position = end + 2;
        int right = rightDelimiterLength();
        if (right == 0) {
            fail(position, "comment ends before closing delimiter: a comment must fill its action, {{/* ... */}}");
            return false;
        }
        position += right;
        return right > 2;
    }

    private void inside() {
        int start = position;
        if (position >= input.length()) {
            fail(start, "unclosed action: }} is missing");
            return;
        }
        int c = input.codePointAt(position);
        if (isSpace(c)) {
            space();
        } else if (c == '"' || c == '\'') {
            quoted((char) c);
        } else if (c == '`') {
            rawString();
        } else if (c == '$') {
            position++;
            name(Kind.VARIABLE, start);
        } else if (c == '.' && !digitAt(position + 1) && position + 1 < input.length()) {
            position++;
            name(Kind.FIELD, start);
        } else if (c == '.' || c == '+' || c == '-' || c >= '0' && c <= '9') {
            number();
        } else if (isAlphanumeric(c)) {
            identifier();
        } else {
            symbol(c);
        }
    }

    private void symbol(int c) {
        int start = position;
        position += Character.charCount(c);
        switch (c) {
            case '=' -> add(Kind.ASSIGN, start);
            case '|' -> add(Kind.PIPE, start);
            case ':' -> {
                if (position < input.length() && input.charAt(position) == '=') {
                    position++;
                    add(Kind.DECLARE, start);
                } else {
                    fail(start, "expected :=");
                }
            }
            case '(' -> {
                depth++;
                add(Kind.LEFT_PARENTHESIS, start);
            }
            case ')' -> {
                if (--depth < 0) {
                    fail(start, "unexpected right paren");
                } else {
                    add(Kind.RIGHT_PARENTHESIS, start);
                }
            }
            default -> {
                if (c > ' ' && c < 0x7f) {
                    add(Kind.OTHER, start);
                } else {
                    fail(start, "unrecognized character in action: U+" + GoQuote.hex(c, 4, true));
                }
            }
        }
    }

    private void space() {
        int start = position;
        while (position < input.length() && isSpace(input.charAt(position))) {
            position++;
        }
        if (input.startsWith("-" + RIGHT, position)) {
            position--;
        }
        if (position > start) {
            add(Kind.SPACE, start);
        }
    }

    private void quoted(char quote) {
        int start = position++;
        while (position < input.length()) {
            char c = input.charAt(position++);
            if (c == quote) {
                add(quote == '"' ? Kind.STRING : Kind.CHARACTER, start);
                return;
            }
            if (c == '\\' && position < input.length()) {
                c = input.charAt(position++);
            }
            if (c == '\n') {
                break;
            }
        }
        fail(start, quote == '"' ? "unterminated quoted string" : "unterminated character constant");
    }

    private void rawString() {
        int start = position;
        int end = input.indexOf('`', start + 1);
        if (end < 0) {
            fail(start, "unterminated raw quoted string");
            return;
        }
        position = end + 1;
        add(Kind.RAW_STRING, start);
    }

    /** A field or variable whose first character has been read. */
    private void name(Kind kind, int start) {
        if (atTerminator()) {
            add(kind == Kind.FIELD ? Kind.DOT : kind, start);
            return;
        }
        skipAlphanumeric();
        if (atTerminator()) {
            add(kind, start);
        } else {
            badCharacter();
        }
    }

    private void identifier() {
        int start = position;
        skipAlphanumeric();
        if (atTerminator()) {
            add(keyword(input.substring(start, position)), start);
        } else {
            badCharacter();
        }
    }

    private Kind keyword(String word) {
        return switch (word) {
            case "true", "false" -> Kind.BOOL;
            case "nil" -> Kind.NIL;
            case "block" -> Kind.BLOCK;
            case "break" -> breakIsKeyword ? Kind.BREAK : Kind.IDENTIFIER;
            case "continue" -> continueIsKeyword ? Kind.CONTINUE : Kind.IDENTIFIER;
            case "define" -> Kind.DEFINE;
            case "else" -> Kind.ELSE;
            case "end" -> Kind.END;
            case "if" -> Kind.IF;
            case "range" -> Kind.RANGE;
            case "template" -> Kind.TEMPLATE;
            case "with" -> Kind.WITH;
            default -> Kind.IDENTIFIER;
        };
    }

    /** Reads what looks like a number; whether it is one is for {@link NumberLiteral} to say. */
    private void number() {
        int start = position;
        scanNumber();
        if (position < input.length() && (input.charAt(position) == '+' || input.charAt(position) == '-')) {
            scanNumber();
            if (input.charAt(position - 1) != 'i') {
                fail(start, "bad number syntax: " + GoQuote.quote(input.substring(start, position)));
                return;
            }
        }
        if (position < input.length() && isAlphanumeric(input.codePointAt(position))) {
            int end = input.offsetByCodePoints(position, 1);
            fail(start, "bad number syntax: " + GoQuote.quote(input.substring(start, end)));
            return;
        }
        add(Kind.NUMBER, start);
    }

    private void scanNumber() {
        accept("+-");
        String digits = "0123456789_";
        boolean decimal = true;
        boolean hexadecimal = false;
        if (accept("0")) {
            hexadecimal = accept("xX");
            decimal = !hexadecimal;
            if (hexadecimal) {
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                digits = "01234567_";
                decimal = false;
            } else if (accept("bB")) {
                digits = "01_";
                decimal = false;
            }
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        if (decimal && accept("eE") || hexadecimal && accept("pP")) {
            accept("+-");
            acceptRun("0123456789_");
        }
        accept("i");
    }

    private boolean accept(String valid) {
        if (position < input.length() && valid.indexOf(input.charAt(position)) >= 0) {
            position++;
            return true;
        }
        return false;
    }

    private void acceptRun(String valid) {
        while (accept(valid)) {
            // each call takes one character
        }
    }

    private void skipAlphanumeric() {
        while (position < input.length() && isAlphanumeric(input.codePointAt(position))) {
            position += Character.charCount(input.codePointAt(position));
        }
    }

    private boolean atTerminator() {
        return position >= input.length()
                || isSpace(input.charAt(position))
                || ".,|:)(".indexOf(input.charAt(position)) >= 0
                || input.startsWith(RIGHT, position);
    }

    private void badCharacter() {
        int c = input.codePointAt(position);
        fail(position, "bad character U+" + GoQuote.hex(c, 4, true) + ": separate arguments with spaces");
    }

    private boolean trimsLeft(int at) {
        return at + 1 < input.length() && input.charAt(at) == '-' && isSpace(input.charAt(at + 1));
    }

    /** Length of the right delimiter here, with its trim marker; 0 if there is none. */
    private int rightDelimiterLength() {
        if (input.startsWith(RIGHT, position)) {
            return 2;
        }
        boolean trims = position < input.length()
                && isSpace(input.charAt(position))
                && input.startsWith("-" + RIGHT, position + 1);
        return trims ? 4 : 0;
    }

    private boolean digitAt(int at) {
        return at < input.length() && input.charAt(at) >= '0' && input.charAt(at) <= '9';
    }

    private void add(Kind kind, int start) {
        tokens.add(new Token(kind, start, input.substring(start, position)));
    }

    private void fail(int at, String message) {
        failed = true;
        tokens.add(new Token(Kind.ERROR, at, message));
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isAlphanumeric(int c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }
}
