package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads templates: first as a flat list of parts, which {@link TemplateTree} then makes a tree of. */
final class TemplateParser {
    private static final String INVALID_FOR = "Invalid 'for' directive";
    private static final String UNCLOSED = "Unclosed template interpolation sequence";
    private static final String EXTRA = "Extra characters after interpolation expression";
    private static final List<String> KEYWORDS = List.of("if", "for", "else", "endif", "endfor");

    private final TokenReader reader;
    private final ExpressionParser expressions;

    TemplateParser(TokenReader reader, ExpressionParser expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    /** Reads a template in quotes or a heredoc. */
    Expression parseDelimited() {
        int open = reader.read();
        boolean quoted = reader.type(open) == TokenType.OPEN_QUOTE;
        Tokens tokens = reader.tokens();
        if (quoted
                && reader.peek() == TokenType.QUOTED_TEXT
                && tokens.type(reader.peekToken() + 1) == TokenType.CLOSE_QUOTE) {
            return parseText(open);
        }
        boolean dedent = !quoted && tokens.source()[tokens.start(open) + 2] == '-';
        Scan scan = new Scan(quoted ? TokenType.CLOSE_QUOTE : TokenType.CLOSE_HEREDOC);
        scan.run();
        return scan.build(dedent, reader.range(open, reader.previous()));
    }

    /** Reads a text without any sequence. Most templates are one, so they do without parts and tree. */
    private Expression parseText(int open) {
        int token = reader.read();
        String text = StringLiterals.parseNormal(reader, token);
        int close = reader.read();
        expressions.grow(1, token);
        return new Expression.Template(
                List.of(new Expression.Literal(text, reader.range(token))), reader.range(open, close));
    }

    /** Reads a bare template, up to the end of the file. */
    Expression parseBare() {
        Scan scan = new Scan(TokenType.EOF);
        scan.run();
        return scan.build(false, reader.range(scan.first, scan.last));
    }

    /** The reading of one template's parts. */
    private final class Scan {
        final TokenType end;
        final int first;
        int last;
        private final List<TemplatePart> parts = new ArrayList<>(4);
        private int tallest = 1;

        /** The text before the current token, where nothing but text was between; it may be trimmed. */
        private TemplatePart.@Nullable Text textBefore;

        /** Whether the sequence that was just closed trims the text behind it. */
        private boolean trimNext;

        Scan(TokenType end) {
            this.end = end;
            this.first = reader.peekToken();
        }

        void run() {
            while (true) {
                int token = reader.read();
                TokenType type = reader.type(token);
                if (type == end) {
                    last = token;
                    break;
                }
                if (type == TokenType.QUOTED_TEXT || type == TokenType.PLAIN_TEXT) {
                    addText(token);
                } else if (type == TokenType.TEMPLATE_INTERPOLATION || type == TokenType.TEMPLATE_DIRECTIVE) {
                    addSequence(token, type);
                } else {
                    if (!reader.isRecovering()) {
                        reader.error(
                                "Unterminated template string",
                                "The marker that closes this string was not found.",
                                reader.range(token),
                                reader.range(first, token));
                    }
                    last = reader.recover(end);
                    break;
                }
            }
            if (parts.isEmpty()) {
                SourceRange range = reader.range(first);
                parts.add(new TemplatePart.Text("", new SourceRange(range.filename(), range.end(), range.end())));
            }
            parts.add(new TemplatePart.End(reader.range(last)));
        }

        private void addText(int token) {
            String text = StringLiterals.parse(reader, token);
            if (trimNext) {
                text = Whitespace.stripLeading(text);
                trimNext = false;
            }
            textBefore = new TemplatePart.Text(text, reader.range(token));
            parts.add(textBefore);
        }

        private void addSequence(int token, TokenType type) {
            if (textBefore != null && reader.tokens().length(token) == 3) {
                textBefore.value = Whitespace.stripTrailing(textBefore.value);
            }
            textBefore = null;
            trimNext = false;
            boolean newlines = reader.seeNewlines(false);
            if (type == TokenType.TEMPLATE_INTERPOLATION) {
                addInterpolation(token);
            } else {
                addDirective(token);
            }
            reader.seeNewlines(newlines);
        }

        private void addInterpolation(int open) {
            Expression expression = expressions.parse();
            tallest = Math.max(tallest, expressions.height());
            int close = reader.peekToken();
            if (!closes(close)) {
                if (!reader.isRecovering()) {
                    reportUnclosed(close);
                }
                reader.recover(TokenType.TEMPLATE_END);
            }
            parts.add(new TemplatePart.Interpolation(expression, reader.range(open, close)));
        }

        /** Reads the brace that ends a sequence, if that is what comes. */
        private boolean closes(int token) {
            if (reader.type(token) != TokenType.TEMPLATE_END) {
                return false;
            }
            reader.read();
            trimNext = reader.tokens().length(token) == 2;
            return true;
        }

        private void reportUnclosed(int close) {
            switch (reader.type(close)) {
                case EOF ->
                    reader.error(
                            UNCLOSED,
                            "The file ends before the closing brace of this interpolation sequence. Brackets within the"
                                    + " expression may not be balanced.",
                            reader.range(first));
                case COLON ->
                    reader.error(
                            EXTRA,
                            "A colon is not expected here in an interpolation. If the text is meant for another language,"
                                    + " write \"$${\" instead of \"${\".",
                            reader.range(close),
                            reader.range(first, close));
                case CLOSE_QUOTE, OPEN_QUOTE -> {
                    if (end == TokenType.CLOSE_QUOTE) {
                        reader.error(
                                UNCLOSED,
                                "The string ends before the closing brace of this interpolation sequence. Brackets"
                                        + " within the expression may not be balanced.",
                                reader.range(first));
                    } else {
                        reportExtra(close);
                    }
                }
                default -> reportExtra(close);
            }
        }

        private void reportExtra(int close) {
            reader.error(
                    EXTRA,
                    "A closing brace is expected here, to end the interpolation.\n\nIf the text is meant for another"
                            + " language, such as a shell, write \"$${\" instead of \"${\" to have it left alone.",
                    reader.range(close),
                    reader.range(first, close));
        }

        private void addDirective(int open) {
            int keyword = reader.peekToken();
            if (reader.type(keyword) != TokenType.IDENTIFIER) {
                mistake(
                        "Invalid template directive",
                        "A keyword (\"if\", \"for\" and so on) is expected behind %{.",
                        keyword,
                        reader.range(open, keyword));
                return;
            }
            reader.read();
            String name = reader.text(keyword);
            switch (name) {
                case "if" -> {
                    Expression condition = expressions.parse();
                    tallest = Math.max(tallest, expressions.height());
                    parts.add(new TemplatePart.If(condition, reader.range(open, reader.peekToken())));
                }
                case "for" -> {
                    if (!addFor(open)) {
                        return;
                    }
                }
                case "else", "endif", "endfor" ->
                    parts.add(new TemplatePart.Closing(name, reader.range(open, reader.peekToken())));
                default -> {
                    String similar = SimilarName.to(name, KEYWORDS).orElse(null);
                    mistake(
                            "Invalid template control keyword",
                            "\"" + name + "\" is not a valid template control keyword."
                                    + (similar == null ? "" : " Did you mean \"" + similar + "\"?"),
                            keyword,
                            reader.range(open, keyword));
                    return;
                }
            }
            int close = reader.peekToken();
            if (!closes(close)) {
                mistake(
                        "Extra characters in " + name + " marker",
                        "A closing brace is expected here, to end the sequence.",
                        close,
                        reader.range(first, close));
            }
        }

        private boolean addFor(int open) {
            String keyVariable = null;
            String valueVariable = variable("A 'for' directive requires the name of a variable behind 'for'.");
            if (valueVariable == null) {
                return false;
            }
            if (reader.peek() == TokenType.COMMA) {
                reader.read();
                keyVariable = valueVariable;
                valueVariable =
                        variable("A 'for' directive requires the name of the value's variable after the comma.");
                if (valueVariable == null) {
                    return false;
                }
            }
            int in = reader.peekToken();
            if (!reader.isKeyword(in, "in")) {
                mistake(INVALID_FOR, "A 'for' directive requires the keyword 'in' behind its variables.", in, null);
                return false;
            }
            reader.read();
            Expression collection = expressions.parse();
            tallest = Math.max(tallest, expressions.height());
            parts.add(new TemplatePart.For(
                    keyVariable, valueVariable, collection, reader.range(open, reader.peekToken())));
            return true;
        }

        private @Nullable String variable(String missing) {
            int token = reader.peekToken();
            if (reader.type(token) == TokenType.IDENTIFIER) {
                return reader.text(reader.read());
            }
            mistake(INVALID_FOR, missing, token, null);
            return null;
        }

        private void mistake(String summary, String detail, int subject, @Nullable SourceRange context) {
            if (!reader.isRecovering()) {
                reader.error(summary, detail, reader.range(subject), context);
            }
            reader.recover(TokenType.TEMPLATE_END);
        }

        Expression build(boolean dedent, SourceRange range) {
            if (dedent) {
                HeredocIndent.remove(parts);
            }
            joinTexts();
            TemplateTree tree = new TemplateTree(reader, parts);
            List<Expression> built = tree.build();
            expressions.grow(tallest + tree.deepest(), first);
            if (parts.size() == 2 && parts.get(0) instanceof TemplatePart.Interpolation interpolation) {
                return new Expression.TemplateWrap(interpolation.expression(), range);
            }
            return new Expression.Template(built, range);
        }

        /** Makes one of neighbouring texts: why they were cut is of no interest any more. */
        private void joinTexts() {
            int kept = 0;
            for (int i = 0; i < parts.size(); ) {
                TemplatePart part = parts.get(i++);
                if (part instanceof TemplatePart.Text text && parts.get(i) instanceof TemplatePart.Text) {
                    StringBuilder joined = new StringBuilder(text.value);
                    while (parts.get(i) instanceof TemplatePart.Text following) {
                        joined.append(following.value);
                        text.end = following.end;
                        i++;
                    }
                    text.value = joined.toString();
                }
                parts.set(kept++, part);
            }
            parts.subList(kept, parts.size()).clear();
        }
    }
}
