package io.jenkins.plugins.packer.engine.gotemplate;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param offset where it starts
 * @param text its characters; of an {@link Kind#ERROR} the message
 */
record Token(Kind kind, int offset, String text) {

    enum Kind {
        ERROR,
        EOF,
        TEXT,
        LEFT_DELIMITER,
        RIGHT_DELIMITER,
        SPACE,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        PIPE,
        DECLARE,
        ASSIGN,
        OTHER,
        DOT,
        FIELD,
        VARIABLE,
        IDENTIFIER,
        BOOL,
        NIL,
        NUMBER,
        CHARACTER,
        STRING,
        RAW_STRING,
        BLOCK,
        BREAK,
        CONTINUE,
        DEFINE,
        ELSE,
        END,
        IF,
        RANGE,
        TEMPLATE,
        WITH
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** As messages name it. */
    String shown() {
        if (kind == Kind.EOF) {
            return "end of the template";
        }
        if (kind.compareTo(Kind.BLOCK) >= 0 || kind == Kind.NIL) {
            return "<" + text + ">";
        }
        int end = text.offsetByCodePoints(0, Math.min(20, text.codePointCount(0, text.length())));
        return end < text.length() ? GoQuote.quote(text.substring(0, end)) + "..." : GoQuote.quote(text);
    }
}
