package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what may follow a term: attribute access, indexes and splats. */
final class TraversalParser {
    private static final String LEGACY_INDEX = "Invalid legacy index syntax";
    private static final String NAME_REQUIRED = "Invalid attribute name";

    /** More steps than this in a row no value has; the bound keeps a hostile file from taking all memory. */
    private static final int MAX_STEPS = 1_000;

    private final TokenReader reader;
    private final ExpressionParser expressions;

    TraversalParser(TokenReader reader, ExpressionParser expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    /** An expression that grows by steps; consecutive literal steps make up one node. */
    private static final class Path {
        final SourceRange from;
        Expression expression;
        final List<Traversal.Step> steps = new ArrayList<>(4);

        @Nullable
        SourceRange last;

        Path(Expression start) {
            from = start.range();
            expression = start;
        }

        void add(Traversal.Step step) {
            steps.add(step);
            last = step.range();
        }

        Expression finish() {
            if (last == null) {
                return expression;
            }
            SourceRange range = SourceRange.between(expression.range(), last);
            if (expression instanceof Expression.ScopeTraversal scope) {
                steps.addAll(0, scope.traversal().steps());
                expression = new Expression.ScopeTraversal(new Traversal(steps), range);
            } else {
                expression = new Expression.RelativeTraversal(expression, new Traversal(steps), range);
            }
            steps.clear();
            last = null;
            return expression;
        }
    }

    /** The expression with all that follows it; the expression itself where nothing does. */
    Expression parse(Expression from) {
        TokenType type = reader.peek();
        if (type != TokenType.DOT && type != TokenType.OPEN_BRACKET) {
            return from;
        }
        Path path = new Path(from);
        boolean more = true;
        while (more) {
            if (path.steps.size() > MAX_STEPS) {
                reader.giveUp(reader.peekToken());
            }
            type = reader.peek();
            if (type == TokenType.DOT) {
                parseDot(path);
            } else if (type == TokenType.OPEN_BRACKET) {
                parseBracket(path);
            } else {
                more = false;
            }
        }
        return path.finish();
    }

    private void parseDot(Path path) {
        int dot = reader.read();
        int token = reader.peekToken();
        switch (reader.type(token)) {
            case IDENTIFIER -> {
                reader.read();
                path.add(new Traversal.GetAttribute(reader.text(token), reader.range(dot, token)));
            }
            case NUMBER -> {
                reader.read();
                addLegacyIndex(path.steps, dot, token, "", reader.range(token));
                path.last = path.steps.get(path.steps.size() - 1).range();
            }
            case STAR -> parseAttributeSplat(path, dot);
            default -> {
                nameRequired(token);
                path.finish();
                path.expression = new Expression.Invalid(new SourceRange(
                        path.from.filename(),
                        path.from.start(),
                        reader.range(dot).end()));
                reader.startRecovering();
            }
        }
    }

    private void nameRequired(int token) {
        reader.error(NAME_REQUIRED, "An attribute name is required after a dot.", reader.range(token));
    }

    /** The form {@code a.0} from before HCL 2, which can mean one index only: {@code a.0.1} reads as a fraction. */
    private void addLegacyIndex(List<Traversal.Step> steps, int dot, int token, String hint, SourceRange complaint) {
        String text = reader.text(token);
        int fraction = text.indexOf('.');
        SourceRange range = reader.range(dot, token);
        if (fraction >= 0) {
            reader.error(
                    LEGACY_INDEX,
                    "Two indexes in a row cannot be written in the legacy syntax. Use the proper index syntax" + hint
                            + " instead, like [" + text.substring(0, fraction) + "][" + text.substring(fraction + 1)
                            + "].",
                    complaint);
            steps.add(new Traversal.GetIndex(BigDecimal.ZERO, range));
            return;
        }
        BigDecimal number = expressions.number(token);
        steps.add(new Traversal.GetIndex(number == null ? BigDecimal.ZERO : number, range));
    }

    private void parseAttributeSplat(Path path, int dot) {
        int marker = reader.read();
        int first = reader.peekToken();
        int last = marker;
        List<Traversal.Step> steps = new ArrayList<>(4);
        while (reader.peek() == TokenType.DOT) {
            if (steps.size() > MAX_STEPS) {
                reader.giveUp(reader.peekToken());
                return;
            }
            int innerDot = reader.read();
            int token = reader.peekToken();
            TokenType type = reader.type(token);
            if (type == TokenType.NUMBER) {
                reader.read();
                addLegacyIndex(steps, innerDot, token, " with a full splat expression [*]", reader.range(marker));
            } else if (type == TokenType.IDENTIFIER) {
                reader.read();
                steps.add(new Traversal.GetAttribute(reader.text(token), reader.range(innerDot, token)));
            } else {
                reportInSplat(token, marker);
                reader.startRecovering();
                return;
            }
            last = token;
        }
        SourceRange markerRange = reader.range(dot, marker);
        Expression each = new Expression.SplatItem(markerRange);
        if (!steps.isEmpty()) {
            each = new Expression.RelativeTraversal(each, new Traversal(steps), reader.range(first, last));
        }
        Expression source = path.finish();
        path.expression = new Expression.Splat(
                source,
                each,
                new SourceRange(
                        path.from.filename(),
                        path.from.start(),
                        reader.range(last).end()),
                markerRange);
        expressions.grow(expressions.height() + 1, marker);
    }

    private void reportInSplat(int token, int marker) {
        if (reader.isRecovering()) {
            return;
        }
        if (reader.type(token) == TokenType.STAR) {
            reader.error(
                    "Nested splat expression not allowed",
                    "A splat (*) cannot be used within another attribute-only splat.",
                    reader.range(token));
        } else {
            nameRequired(marker);
        }
    }

    private void parseBracket(Path path) {
        int open = reader.read();
        if (reader.peek() == TokenType.STAR) {
            parseFullSplat(path, open);
        } else {
            parseIndex(path, open);
        }
    }

    private void parseFullSplat(Path path, int open) {
        int star = reader.read();
        int close = reader.read();
        if (reader.type(close) != TokenType.CLOSE_BRACKET && !reader.isRecovering()) {
            reader.error(
                    "Missing close bracket on splat index",
                    "The star of a full splat operator must be followed by a closing bracket (\"]\").",
                    reader.range(close));
            close = reader.recover(TokenType.CLOSE_BRACKET);
        }
        Expression source = path.finish();
        int sourceHeight = expressions.height();
        SourceRange marker = reader.range(open, close);
        Expression each = new Expression.SplatItem(marker);
        if (reader.descend()) {
            each = parse(each);
            reader.ascend();
        }
        path.expression = new Expression.Splat(source, each, SourceRange.between(path.from, each.range()), marker);
        expressions.grow(Math.max(sourceHeight, expressions.height()), star);
    }

    private void parseIndex(Path path, int open) {
        int collectionHeight = expressions.height();
        boolean newlines = reader.seeNewlines(false);
        int errors = reader.errors();
        Expression key = expressions.parse();
        int close;
        if (reader.isLostSince(errors)) {
            close = reader.recover(TokenType.CLOSE_BRACKET);
        } else {
            close = reader.read();
            if (reader.type(close) != TokenType.CLOSE_BRACKET && !reader.isRecovering()) {
                reader.error(
                        "Missing close bracket on index",
                        "An index must end with a closing bracket (\"]\").",
                        reader.range(close));
                close = reader.recover(TokenType.CLOSE_BRACKET);
            }
        }
        reader.seeNewlines(newlines);
        SourceRange bracket = reader.range(open, close);
        Expression.Literal literal = literalKey(key);
        if (literal != null) {
            path.add(new Traversal.GetIndex(literal.constant(), bracket));
            expressions.restoreHeight(collectionHeight);
            return;
        }
        Expression collection = path.finish();
        path.expression = new Expression.Index(
                collection, key, SourceRange.between(path.from, bracket), reader.range(open), bracket);
        expressions.grow(Math.max(collectionHeight, expressions.height()), open);
    }

    private static Expression.@Nullable Literal literalKey(Expression key) {
        if (key instanceof Expression.Literal literal) {
            return literal;
        }
        return key instanceof Expression.Template template
                        && template.parts().size() == 1
                        && template.parts().get(0) instanceof Expression.Literal literal
                ? literal
                : null;
    }
}
