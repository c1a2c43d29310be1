package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceFile;
import java.util.Arrays;

/**
 * Cuts a file into {@link Tokens}. Never fails: what is no token of the language becomes one of the kinds that
 * {@link LexicalMistakes} reports. This class knows the language outside of templates; {@link TemplateLexer} the text
 * in them.
 *
 * <p>Templates and expressions nest without bound, so the nesting is a stack of contexts here and not recursion.
 */
final class Lexer {
    /** What the text at the current place belongs to. */
    enum Context {
        CODE,
        QUOTED,
        HEREDOC,
        BARE_TEMPLATE
    }

    final byte[] source;
    final int limit;
    int position;
    private final Tokens tokens;
    private final TemplateLexer templates;

    private byte[] contexts = new byte[16];
    private int contextDepth;
    private Context context;

    private int braces;
    private int[] templateBraces = new int[16];
    private int templateDepth;

    /** From this offset on there is no end of a block comment; keeps many openings without an end from being slow. */
    private int noCommentEndFrom = Integer.MAX_VALUE;

    private Lexer(SourceFile file, Context start, SourcePlaces places) {
        source = file.bytes();
        limit = source.length;
        position = startsWithByteOrderMark(source) ? 3 : 0;
        tokens = new Tokens(file, position, places);
        context = start;
        templates = new TemplateLexer(this);
    }

    /** Tokens of a body or of an expression. */
    static Tokens scanCode(SourceFile file) {
        return scanCode(file, SourcePlaces.OWN_FILE);
    }

    /** Tokens of a body or of an expression that is embedded in a file. */
    static Tokens scanCode(SourceFile text, SourcePlaces places) {
        return new Lexer(text, Context.CODE, places).scan();
    }

    /** Tokens of a bare template, which may be embedded in a file. */
    static Tokens scanTemplate(SourceFile text, SourcePlaces places) {
        return new Lexer(text, Context.BARE_TEMPLATE, places).scan();
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private Tokens scan() {
        while (position < limit) {
            switch (context) {
                case CODE -> code();
                case QUOTED -> templates.quoted();
                case HEREDOC -> templates.heredoc();
                case BARE_TEMPLATE -> templates.bare();
            }
        }
        tokens.add(TokenType.EOF, limit, limit);
        return tokens;
    }

    /** Emits the token from the current position and moves behind it. */
    void emit(TokenType type, int end) {
        tokens.add(type, position, end);
        position = end;
    }

    void enter(Context inner) {
        if (contextDepth == contexts.length) {
            contexts = Arrays.copyOf(contexts, contextDepth * 2);
        }
        contexts[contextDepth++] = (byte) context.ordinal();
        context = inner;
    }

    void leave() {
        context = switch (contexts[--contextDepth]) {
            case 0 -> Context.CODE;
            case 1 -> Context.QUOTED;
            case 2 -> Context.HEREDOC;
            default -> Context.BARE_TEMPLATE;
        };
    }

    boolean isOutermost() {
        return contextDepth == 0;
    }

    /** Enters the code of a <code>${</code> or <code>%{</code>, which ends at the brace that matches it. */
    void enterTemplateSequence() {
        braces++;
        if (templateDepth == templateBraces.length) {
            templateBraces = Arrays.copyOf(templateBraces, templateDepth * 2);
        }
        templateBraces[templateDepth++] = braces;
        enter(Context.CODE);
    }

    private void closeBrace(int length, TokenType otherwise) {
        if (templateDepth > 0 && templateBraces[templateDepth - 1] == braces) {
            emit(TokenType.TEMPLATE_END, position + length);
            templateDepth--;
            leave();
        } else {
            emit(otherwise, position + length);
        }
        braces--;
    }

    private int at(int offset) {
        return offset < limit ? source[offset] : -1;
    }

    private void code() {
        byte b = source[position];
        while (b == ' ' || b == '\t') {
            if (++position == limit) {
                return;
            }
            b = source[position];
        }
        if (b < 0 || Identifiers.isAsciiStart(b)) {
            identifierOrInvalid();
        } else if (b >= '0' && b <= '9') {
            emit(TokenType.NUMBER, numberEnd());
        } else {
            symbol(b);
        }
    }

    private void identifierOrInvalid() {
        int end = Identifiers.end(source, position, limit);
        if (end > position) {
            emit(TokenType.IDENTIFIER, end);
            return;
        }
        int length = Utf8.sequenceLength(source, position, limit);
        if (length == 0) {
            emit(TokenType.BAD_UTF8, position + 1);
        } else {
            emit(TokenType.INVALID, position + length);
        }
    }

    /** Digits, dots and exponents in any order as long as a dot is not last; the parser judges what they make up. */
    private int numberEnd() {
        int end = position + 1;
        int i = end;
        while (i < limit) {
            byte b = source[i];
            if (b >= '0' && b <= '9') {
                end = ++i;
            } else if (b == '.') {
                i++;
            } else if (b == 'e' || b == 'E') {
                int next = at(i + 1);
                int digit = next == '+' || next == '-' ? i + 2 : i + 1;
                if (at(digit) < '0' || at(digit) > '9') {
                    break;
                }
                i = digit + 1;
                end = i;
            } else {
                break;
            }
        }
        return end;
    }

    private void symbol(byte b) {
        int next = at(position + 1);
        switch (b) {
            case '\n' -> one(TokenType.NEWLINE);
            case '\r' -> {
                if (next == '\n') {
                    two(TokenType.NEWLINE);
                } else {
                    one(TokenType.INVALID);
                }
            }
            case '#' -> lineComment();
            case '/' -> slash(next);
            case '"' -> {
                one(TokenType.OPEN_QUOTE);
                enter(Context.QUOTED);
            }
            case '{' -> {
                one(TokenType.OPEN_BRACE);
                braces++;
            }
            case '}' -> closeBrace(1, TokenType.CLOSE_BRACE);
            case '~' -> {
                if (next == '}') {
                    closeBrace(2, TokenType.TEMPLATE_END);
                } else {
                    one(TokenType.BITWISE_NOT);
                }
            }
            case '<' -> {
                int end = next == '<' ? templates.heredocIntroducerEnd() : 0;
                if (end > 0) {
                    templates.beginHeredoc(end);
                } else {
                    oneOrTwo(next, '=', TokenType.LESS_OR_EQUAL, TokenType.LESS);
                }
            }
            case '.' -> {
                if (next == '.' && at(position + 2) == '.') {
                    emit(TokenType.ELLIPSIS, position + 3);
                } else {
                    one(TokenType.DOT);
                }
            }
            case '=' -> {
                if (next == '>') {
                    two(TokenType.ARROW);
                } else {
                    oneOrTwo(next, '=', TokenType.EQUAL, TokenType.ASSIGN);
                }
            }
            case '!' -> oneOrTwo(next, '=', TokenType.NOT_EQUAL, TokenType.BANG);
            case '>' -> oneOrTwo(next, '=', TokenType.GREATER_OR_EQUAL, TokenType.GREATER);
            case '&' -> oneOrTwo(next, '&', TokenType.AND, TokenType.BITWISE_AND);
            case '|' -> oneOrTwo(next, '|', TokenType.OR, TokenType.BITWISE_OR);
            case ':' -> oneOrTwo(next, ':', TokenType.DOUBLE_COLON, TokenType.COLON);
            default -> one(single(b));
        }
    }

    private static TokenType single(byte b) {
        return switch (b) {
            case '[' -> TokenType.OPEN_BRACKET;
            case ']' -> TokenType.CLOSE_BRACKET;
            case '(' -> TokenType.OPEN_PAREN;
            case ')' -> TokenType.CLOSE_PAREN;
            case ',' -> TokenType.COMMA;
            case '*' -> TokenType.STAR;
            case '%' -> TokenType.PERCENT;
            case '+' -> TokenType.PLUS;
            case '-' -> TokenType.MINUS;
            case '?' -> TokenType.QUESTION;
            case '^' -> TokenType.BITWISE_XOR;
            case ';' -> TokenType.SEMICOLON;
            case '`' -> TokenType.BACKTICK;
            case '\'' -> TokenType.APOSTROPHE;
            default -> TokenType.INVALID;
        };
    }

    private void one(TokenType type) {
        emit(type, position + 1);
    }

    private void two(TokenType type) {
        emit(type, position + 2);
    }

    private void oneOrTwo(int next, char second, TokenType both, TokenType alone) {
        if (next == second) {
            two(both);
        } else {
            one(alone);
        }
    }

    private void slash(int next) {
        if (next == '/') {
            lineComment();
        } else if (next == '*') {
            int end = blockCommentEnd();
            if (end > 0) {
                emit(TokenType.COMMENT, end);
            } else {
                one(TokenType.SLASH);
            }
        } else {
            one(TokenType.SLASH);
        }
    }

    /** A line comment takes the newline that ends it. */
    private void lineComment() {
        int end = position;
        while (end < limit && source[end] != '\n') {
            end++;
        }
        emit(TokenType.COMMENT, Math.min(end + 1, limit));
    }

    private int blockCommentEnd() {
        for (int i = position + 2; i + 1 < limit && i < noCommentEndFrom; i++) {
            if (source[i] == '*' && source[i + 1] == '/') {
                return i + 2;
            }
        }
        noCommentEndFrom = Math.min(noCommentEndFrom, position + 2);
        return 0;
    }
}
