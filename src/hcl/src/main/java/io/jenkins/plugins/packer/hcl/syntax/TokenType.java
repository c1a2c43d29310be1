package io.jenkins.plugins.packer.hcl.syntax;

/** Kinds of token, those of hclsyntax's scanner. */
public enum TokenType {
    EOF,
    NEWLINE,
    COMMENT,
    IDENTIFIER,
    NUMBER,
    OPEN_BRACE,
    CLOSE_BRACE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    OPEN_PAREN,
    CLOSE_PAREN,
    OPEN_QUOTE,
    CLOSE_QUOTE,
    OPEN_HEREDOC,
    CLOSE_HEREDOC,
    /** Text within quotes, with its backslash escapes as written. */
    QUOTED_TEXT,
    /** Text of a heredoc or a bare template, where a backslash is a backslash. */
    PLAIN_TEXT,
    TEMPLATE_INTERPOLATION,
    TEMPLATE_DIRECTIVE,
    TEMPLATE_END,
    STAR,
    SLASH,
    PLUS,
    MINUS,
    PERCENT,
    ASSIGN,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    AND,
    OR,
    BANG,
    DOT,
    COMMA,
    DOUBLE_COLON,
    ELLIPSIS,
    ARROW,
    QUESTION,
    COLON,

    // What no place of the language allows, told apart for the sake of a good message.
    BITWISE_AND,
    BITWISE_OR,
    BITWISE_NOT,
    BITWISE_XOR,
    APOSTROPHE,
    BACKTICK,
    SEMICOLON,
    QUOTED_NEWLINE,
    INVALID,
    BAD_UTF8;

    private static final TokenType[] BY_ORDINAL = values();

    /** Whether a token of this kind is wrong wherever it stands. */
    boolean isMistake() {
        return ordinal() >= BITWISE_AND.ordinal();
    }

    static TokenType of(int ordinal) {
        return BY_ORDINAL[ordinal];
    }
}
