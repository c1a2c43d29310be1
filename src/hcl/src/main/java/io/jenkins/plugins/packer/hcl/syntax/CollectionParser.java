package io.jenkins.plugins.packer.hcl.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands in brackets or braces: tuples, objects and {@code for} expressions. */
final class CollectionParser {
    private static final String INVALID_FOR = "Invalid 'for' expression";
    private static final String NO_SEPARATOR = "Missing key/value separator";

    private final TokenReader reader;
    private final ExpressionParser expressions;

    CollectionParser(TokenReader reader, ExpressionParser expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    Expression parseTuple() {
        int open = reader.read();
        boolean newlines = reader.seeNewlines(false);
        Expression result = reader.isKeyword(reader.peekToken(), "for") ? parseFor(open) : finishTuple(open);
        reader.seeNewlines(newlines);
        return result;
    }

    private Expression finishTuple(int open) {
        List<Expression> elements = new ArrayList<>();
        int tallest = 0;
        int close;
        while (true) {
            if (reader.peek() == TokenType.CLOSE_BRACKET) {
                close = reader.read();
                break;
            }
            int errors = reader.errors();
            elements.add(expressions.parse());
            tallest = Math.max(tallest, expressions.height());
            if (reader.isLostSince(errors)) {
                close = reader.recover(TokenType.CLOSE_BRACKET);
                break;
            }
            int next = reader.peekToken();
            TokenType type = reader.type(next);
            if (type == TokenType.COMMA) {
                reader.read();
            } else if (type != TokenType.CLOSE_BRACKET) {
                if (!reader.isRecovering()) {
                    reportInTuple(open, next);
                }
                close = reader.recover(TokenType.CLOSE_BRACKET);
                break;
            }
        }
        expressions.grow(tallest, open);
        return new Expression.TupleConstructor(elements, reader.range(open, close), reader.range(open));
    }

    private void reportInTuple(int open, int next) {
        if (reader.type(next) == TokenType.EOF) {
            reader.error(
                    "Unterminated tuple constructor expression",
                    "The file ends before the closing bracket that belongs to this one. Brackets elsewhere in the file"
                            + " may not be balanced.",
                    reader.range(open));
        } else {
            reader.error(
                    "Missing item separator",
                    "A comma is expected here, before the next item.",
                    reader.range(next),
                    reader.range(open, next));
        }
    }

    Expression parseObject() {
        int open = reader.read();
        boolean newlines = reader.seeNewlines(false);
        Expression result;
        if (reader.isKeyword(reader.peekToken(), "for")) {
            result = parseFor(open);
        } else {
            reader.seeNewlines(true);
            result = finishObject(open);
        }
        reader.seeNewlines(newlines);
        return result;
    }

    private Expression finishObject(int open) {
        List<Expression.ObjectConstructor.Item> items = new ArrayList<>();
        int tallest = 0;
        int close;
        while (true) {
            TokenType type = reader.peek();
            if (type == TokenType.NEWLINE) {
                reader.read();
                continue;
            }
            if (type == TokenType.CLOSE_BRACE) {
                close = reader.read();
                break;
            }
            Expression.ObjectConstructor.Item item = parseItem(open);
            if (item == null) {
                close = reader.recover(TokenType.CLOSE_BRACE);
                break;
            }
            items.add(item);
            tallest = Math.max(tallest, expressions.height());
            int next = reader.peekToken();
            type = reader.type(next);
            if (type == TokenType.COMMA || type == TokenType.NEWLINE) {
                reader.read();
            } else if (type != TokenType.CLOSE_BRACE) {
                if (!reader.isRecovering()) {
                    reportNoItemSeparator(open, next);
                }
                close = reader.recover(TokenType.CLOSE_BRACE);
                break;
            }
        }
        expressions.grow(tallest, open);
        return new Expression.ObjectConstructor(items, reader.range(open, close), reader.range(open));
    }

    /** One key and value, or null where there was a mistake that makes the rest of the object hard to understand. */
    private Expression.ObjectConstructor.@Nullable Item parseItem(int open) {
        boolean parenthesised = reader.peek() == TokenType.OPEN_PAREN;
        int errors = reader.errors();
        Expression key = expressions.parse();
        if (reader.isLostSince(errors)) {
            return null;
        }
        int tallest = expressions.height() + 1;
        int next = reader.peekToken();
        TokenType type = reader.type(next);
        if (type != TokenType.ASSIGN && type != TokenType.COLON) {
            if (!reader.isRecovering()) {
                reportNoValue(open, next);
            }
            return null;
        }
        reader.read();
        errors = reader.errors();
        Expression value = expressions.parse();
        if (reader.isLostSince(errors)) {
            return null;
        }
        expressions.grow(Math.max(tallest, expressions.height()) - 1, next);
        return new Expression.ObjectConstructor.Item(new Expression.ObjectKey(key, parenthesised), value);
    }

    private void reportNoValue(int open, int next) {
        String equals = "An equals sign (\"=\") is expected here, before the attribute's value.";
        switch (reader.type(next)) {
            case NEWLINE, COMMA ->
                reader.error(
                        "Missing attribute value",
                        "An attribute's value is expected, introduced by an equals sign (\"=\").",
                        reader.range(next),
                        reader.range(open, next));
            case IDENTIFIER ->
                reader.error(
                        NO_SEPARATOR,
                        equals + " An attribute name with dots or spaces in it must be written in quotes.",
                        reader.range(next),
                        reader.range(open, next));
            case EOF -> unterminated(open);
            default -> reader.error(NO_SEPARATOR, equals, reader.range(next), reader.range(open, next));
        }
    }

    private void reportNoItemSeparator(int open, int next) {
        if (reader.type(next) == TokenType.EOF) {
            unterminated(open);
        } else {
            reader.error(
                    "Missing attribute separator",
                    "A newline or a comma is expected here, before the next attribute.",
                    reader.range(next),
                    reader.range(open, next));
        }
    }

    private void unterminated(int open) {
        reader.error(
                "Unterminated object constructor expression",
                "The file ends before the closing brace that belongs to this one. Braces elsewhere in the file may not"
                        + " be balanced.",
                reader.range(open));
    }

    /** Reads on from the keyword {@code for}; newlines mean nothing in it, whatever brackets are around. */
    private Expression parseFor(int open) {
        boolean toObject = reader.type(open) == TokenType.OPEN_BRACE;
        TokenType end = toObject ? TokenType.CLOSE_BRACE : TokenType.CLOSE_BRACKET;
        reader.read();
        Expression.For result = finishFor(open, end, toObject);
        if (result != null) {
            return result;
        }
        int close = reader.recover(end);
        return new Expression.Invalid(reader.range(open, close));
    }

    private Expression.@Nullable For finishFor(int open, TokenType end, boolean toObject) {
        String keyVariable = null;
        String valueVariable = variable(open, "A 'for' expression requires the name of a variable behind 'for'.");
        if (valueVariable == null) {
            return null;
        }
        if (reader.peek() == TokenType.COMMA) {
            reader.read();
            keyVariable = valueVariable;
            valueVariable =
                    variable(open, "A 'for' expression requires the name of the value's variable after the comma.");
            if (valueVariable == null) {
                return null;
            }
        }
        if (!reader.isKeyword(reader.peekToken(), "in")) {
            return mistake(open, "A 'for' expression requires the keyword 'in' behind its variables.");
        }
        reader.read();
        int errors = reader.errors();
        Expression collection = expressions.parse();
        if (reader.isLostSince(errors)) {
            return null;
        }
        int tallest = expressions.height();
        if (reader.peek() != TokenType.COLON) {
            return mistake(open, "A 'for' expression requires a colon behind the collection.");
        }
        reader.read();
        errors = reader.errors();
        Expression key = null;
        Expression value = expressions.parse();
        tallest = Math.max(tallest, expressions.height());
        if (reader.peek() == TokenType.ARROW) {
            reader.read();
            key = value;
            value = expressions.parse();
            tallest = Math.max(tallest, expressions.height());
        }
        if (reader.isLostSince(errors)) {
            return null;
        }
        int ellipsis = reader.peek() == TokenType.ELLIPSIS ? reader.read() : -1;
        Expression condition = null;
        if (reader.isKeyword(reader.peekToken(), "if")) {
            reader.read();
            errors = reader.errors();
            condition = expressions.parse();
            if (reader.isLostSince(errors)) {
                return null;
            }
            tallest = Math.max(tallest, expressions.height());
        }
        int close;
        if (reader.peek() == end) {
            close = reader.read();
        } else {
            mistake(open, "There is something behind the end of the 'for' expression.");
            close = reader.recover(end);
        }
        checkForm(open, close, toObject, key, value, ellipsis);
        expressions.grow(tallest, open);
        return new Expression.For(
                keyVariable,
                valueVariable,
                collection,
                key,
                value,
                condition,
                ellipsis >= 0,
                reader.range(open, close),
                reader.range(open),
                reader.range(close));
    }

    private @Nullable String variable(int open, String missing) {
        if (reader.peek() == TokenType.IDENTIFIER) {
            return reader.text(reader.read());
        }
        mistake(open, missing);
        return null;
    }

    private Expression.@Nullable For mistake(int open, String detail) {
        if (!reader.isRecovering()) {
            int next = reader.peekToken();
            reader.error(INVALID_FOR, detail, reader.range(next), reader.range(open, next));
        }
        return null;
    }

    private void checkForm(
            int open, int close, boolean toObject, @Nullable Expression key, Expression value, int ellipsis) {
        if (toObject && key == null) {
            reader.error(
                    INVALID_FOR, "A key is required to build an object.", value.range(), reader.range(open, close));
        }
        if (!toObject && key != null) {
            reader.error(
                    INVALID_FOR, "A key is not valid in building a tuple.", key.range(), reader.range(open, close));
        }
        if (!toObject && ellipsis >= 0) {
            reader.error(
                    INVALID_FOR,
                    "The grouping ellipsis (...) cannot be used in building a tuple.",
                    reader.range(ellipsis),
                    reader.range(open, close));
        }
    }
}
