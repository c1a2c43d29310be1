package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads attributes and blocks. */
final class BodyParser {
    private static final String ITEM_REQUIRED = "Argument or block definition required";
    private static final String INVALID_BLOCK = "Invalid block definition";
    private static final String INVALID_SINGLE = "Invalid single-argument block definition";
    private static final String UNCLOSED_BLOCK =
            "The file ends before the closing brace of this block. Braces elsewhere in the file may not be balanced.";

    private final TokenReader reader;
    private final ExpressionParser expressions;

    BodyParser(TokenReader reader) {
        this.reader = reader;
        this.expressions = new ExpressionParser(reader);
    }

    NativeBody parseFile() {
        return parse(TokenType.EOF);
    }

    private NativeBody parse(TokenType end) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        List<Block> blocks = new ArrayList<>();
        int start = reader.previous();
        int last;
        while (true) {
            TokenType type = reader.peek();
            if (type == end) {
                last = reader.read();
                break;
            }
            if (type == TokenType.NEWLINE) {
                reader.read();
            } else if (type == TokenType.IDENTIFIER) {
                reader.startAfresh();
                parseItem(attributes, blocks);
            } else {
                last = reader.read();
                if (!reader.isRecovering()) {
                    reportNoItem(last, start, end);
                }
                reader.recover(end);
                break;
            }
        }
        return new NativeBody(attributes, blocks, reader.range(start, last));
    }

    private void reportNoItem(int bad, int start, TokenType end) {
        switch (reader.type(bad)) {
            case OPEN_QUOTE ->
                reader.error("Invalid argument name", "Argument names must not be quoted.", reader.range(bad));
            case EOF -> reader.error("Unclosed configuration block", UNCLOSED_BLOCK, reader.range(start));
            default ->
                reader.error(ITEM_REQUIRED, "An argument or block definition is required here.", reader.range(bad));
        }
    }

    private void parseItem(Map<String, Attribute> attributes, List<Block> blocks) {
        int name = reader.read();
        switch (reader.peek()) {
            case ASSIGN -> {
                Attribute attribute = finishAttribute(name, false);
                Attribute existing = attributes.putIfAbsent(attribute.name(), attribute);
                if (existing != null) {
                    reader.error(
                            "Attribute redefined",
                            "The argument \"" + attribute.name() + "\" was already set at " + existing.nameRange()
                                    + ". Each argument may be set only once.",
                            attribute.nameRange());
                }
            }
            case OPEN_QUOTE, OPEN_BRACE, IDENTIFIER -> {
                if (reader.descend()) {
                    blocks.add(finishBlock(name));
                    reader.ascend();
                }
            }
            default -> itemRequired(name);
        }
    }

    private void itemRequired(int name) {
        reader.recoverAfterBodyItem();
        reader.error(
                ITEM_REQUIRED,
                "An argument or block definition is required here. An argument is set with the equals sign \"=\" before"
                        + " its value.",
                reader.range(name));
    }

    private Attribute finishAttribute(int name, boolean singleLine) {
        reader.read(); // the equals sign
        int errors = reader.errors();
        Expression expression = expressions.parse();
        int last = reader.previous();
        if (reader.isLostSince(errors)) {
            reader.recoverAfterBodyItem();
        } else if (!singleLine) {
            int end = reader.peekToken();
            TokenType type = reader.type(end);
            if (type == TokenType.NEWLINE || type == TokenType.EOF) {
                reader.read();
            } else {
                if (!reader.isRecovering()) {
                    reportNoNewline(name, end);
                }
                reader.recoverAfterBodyItem();
            }
        }
        return new Attribute(reader.text(name), expression, reader.range(name, last), reader.range(name));
    }

    private void reportNoNewline(int name, int end) {
        if (reader.type(end) == TokenType.COMMA) {
            reader.error(
                    "Unexpected comma after argument",
                    "Arguments are separated by newlines, not by commas. An argument definition must end with a newline.",
                    reader.range(end),
                    reader.range(name, end));
        } else {
            reader.error(
                    "Missing newline after argument",
                    "An argument definition must end with a newline.",
                    reader.range(end),
                    reader.range(name, end));
        }
    }

    private Block finishBlock(int name) {
        List<String> labels = new ArrayList<>(2);
        List<SourceRange> labelRanges = new ArrayList<>(2);
        TokenType type;
        while ((type = reader.peek()) != TokenType.OPEN_BRACE) {
            if (type == TokenType.OPEN_QUOTE) {
                int open = reader.peekToken();
                labels.add(parseLabel());
                labelRanges.add(reader.range(open, reader.previous()));
            } else if (type == TokenType.IDENTIFIER) {
                int label = reader.read();
                labels.add(reader.text(label));
                labelRanges.add(reader.range(label));
            } else {
                reportNoBrace(name, reader.peekToken());
                reader.recoverAfterBodyItem();
                SourceRange place = reader.range(name);
                NativeBody empty = new NativeBody(new LinkedHashMap<>(), List.of(), place);
                return new Block(reader.text(name), labels, empty, place, labelRanges, place, place);
            }
        }
        int openBrace = reader.read();
        NativeBody body = switch (reader.peek()) {
            case NEWLINE, EOF, CLOSE_BRACE -> parse(TokenType.CLOSE_BRACE);
            default -> parseSingleLine(name, openBrace);
        };
        int closeBrace = reader.previous();
        finishLine(name);
        if (body == null) {
            body = new NativeBody(new LinkedHashMap<>(), List.of(), reader.range(openBrace, closeBrace));
        }
        return new Block(
                reader.text(name),
                labels,
                body,
                reader.range(name),
                labelRanges,
                reader.range(openBrace),
                reader.range(closeBrace));
    }

    private void reportNoBrace(int name, int bad) {
        TokenType type = reader.type(bad);
        String detail;
        if (type == TokenType.ASSIGN) {
            detail = "The equals sign \"=\" belongs to an argument definition and must not be used for a block.";
        } else if (type == TokenType.NEWLINE) {
            detail = "The content of a block stands between \"{\" and \"}\", and the opening brace on the line of the"
                    + " block's header.";
        } else if (reader.isRecovering()) {
            return;
        } else {
            detail = "Either a quoted label or the opening brace (\"{\") of the block is expected here.";
        }
        reader.error(INVALID_BLOCK, detail, reader.range(bad), reader.range(name, bad));
    }

    private void finishLine(int name) {
        int end = reader.peekToken();
        TokenType type = reader.type(end);
        if (type == TokenType.NEWLINE || type == TokenType.EOF) {
            reader.read();
            return;
        }
        if (!reader.isRecovering()) {
            reader.error(
                    "Missing newline after block definition",
                    "A block definition must end with a newline.",
                    reader.range(end),
                    reader.range(name, end));
        }
        reader.recoverAfterBodyItem();
    }

    /** The body of a block on one line, up to behind its brace; null where it holds no attribute. */
    private @Nullable NativeBody parseSingleLine(int name, int openBrace) {
        NativeBody body = parseSingleAttribute();
        int end = reader.peekToken();
        String detail;
        switch (reader.type(end)) {
            case CLOSE_BRACE -> {
                reader.read();
                return body;
            }
            case COMMA ->
                detail = "A block on a single line holds one argument only. Write the block over several lines,"
                        + " one for each argument.";
            case NEWLINE ->
                detail = "An argument on the line of its block's opening brace makes it a block on a single"
                        + " line, which must be closed on that line. Write the closing brace right behind the argument.";
            default -> {
                detail = reader.isRecovering()
                        ? null
                        : "The closing brace must follow the argument of a block on a single line.";
                if (detail != null && reader.type(end) == TokenType.EOF) {
                    reader.error(
                            "Unclosed configuration block",
                            UNCLOSED_BLOCK,
                            reader.range(openBrace),
                            reader.range(name, openBrace));
                    detail = null;
                }
            }
        }
        if (detail != null) {
            reader.error(INVALID_SINGLE, detail, reader.range(end));
        }
        reader.recover(TokenType.CLOSE_BRACE);
        return body;
    }

    private @Nullable NativeBody parseSingleAttribute() {
        int name = reader.read();
        if (reader.type(name) != TokenType.IDENTIFIER) {
            reader.recoverAfterBodyItem();
            reader.error(ITEM_REQUIRED, "An argument or block definition is required here.", reader.range(name));
            return null;
        }
        switch (reader.peek()) {
            case ASSIGN -> {
                Attribute attribute = finishAttribute(name, true);
                Map<String, Attribute> attributes = new LinkedHashMap<>();
                attributes.put(attribute.name(), attribute);
                return new NativeBody(attributes, List.of(), attribute.range());
            }
            case OPEN_QUOTE, OPEN_BRACE, IDENTIFIER -> {
                SourceRange place = reader.range(name, reader.peekToken());
                reader.recoverAfterBodyItem();
                reader.error(
                        "Argument definition required",
                        "A block on a single line can hold one argument only. To set the argument \""
                                + reader.text(name)
                                + "\", write an equals sign before its value. A nested block stands on a line of its own.",
                        place);
                return null;
            }
            default -> {
                itemRequired(name);
                return null;
            }
        }
    }

    /** A quoted string without template sequences; afterwards, its last token was read. */
    private String parseLabel() {
        int open = reader.read();
        StringBuilder text = new StringBuilder();
        while (true) {
            int token = reader.read();
            TokenType type = reader.type(token);
            switch (type) {
                case CLOSE_QUOTE -> {
                    return text.toString();
                }
                case QUOTED_TEXT -> text.append(StringLiterals.parse(reader, token));
                case TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE -> {
                    String marker = type == TokenType.TEMPLATE_INTERPOLATION ? "$" : "%";
                    reader.error(
                            "Invalid string literal",
                            "Template sequences are not allowed in this string. To have a literal \"" + marker
                                    + "\" before a brace, double it (as \"" + marker + marker + "\").",
                            reader.range(token),
                            reader.range(open, token));
                    text.append(marker).append("{ ... }");
                    reader.recover(TokenType.TEMPLATE_END);
                }
                case EOF -> {
                    reader.error(
                            "Unterminated string literal",
                            "The file ends before the closing quote of this string.",
                            reader.range(token),
                            reader.range(open, token));
                    return text.toString();
                }
                default -> {
                    reader.error(
                            "Invalid string literal",
                            "This is not valid in a string literal.",
                            reader.range(token),
                            reader.range(open, token));
                    reader.recover(TokenType.CLOSE_QUOTE);
                    return text.toString();
                }
            }
        }
    }
}
