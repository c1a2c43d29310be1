package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads expressions: conditionals, operators and terms. */
final class ExpressionParser {
    /**
     * How tall an expression's tree may be. Chains such as {@code a + b + c} make tall trees without deep nesting, and
     * whoever walks the tree later goes as deep as it is tall.
     */
    private static final int MAX_HEIGHT = 500;

    private final TokenReader reader;
    private final TraversalParser traversals;
    private final CollectionParser collections;
    private final TemplateParser templates;
    private int height;

    ExpressionParser(TokenReader reader) {
        this.reader = reader;
        this.traversals = new TraversalParser(reader, this);
        this.collections = new CollectionParser(reader, this);
        this.templates = new TemplateParser(reader, this);
    }

    TemplateParser templates() {
        return templates;
    }

    /** Height of the tree of the expression that was read last. */
    int height() {
        return height;
    }

    /** Sets the height of the expression read last, given its tallest part; reports one that is too tall. */
    void grow(int tallestPart, int token) {
        height = tallestPart + 1;
        if (height >= MAX_HEIGHT) {
            reader.giveUp(token);
        }
    }

    /** Sets the height anew after something else was read in between. */
    void restoreHeight(int before) {
        height = before;
    }

    Expression parse() {
        if (!reader.descend()) {
            return invalid(reader.peekToken());
        }
        Expression expression = parseConditional();
        reader.ascend();
        return expression;
    }

    Expression invalid(int token) {
        height = 1;
        return new Expression.Invalid(reader.range(token));
    }

    private Expression parseConditional() {
        int start = reader.peekToken();
        int errors = reader.errors();
        Expression condition = parseOperators(1);
        if (reader.isLostSince(errors) || reader.peek() != TokenType.QUESTION) {
            return condition;
        }
        int tallest = height;
        reader.read();
        errors = reader.errors();
        Expression whenTrue = parse();
        if (reader.isLostSince(errors)) {
            return condition;
        }
        tallest = Math.max(tallest, height);
        int colon = reader.peekToken();
        if (reader.type(colon) != TokenType.COLON) {
            reader.error(
                    "Missing false expression in conditional",
                    "After the expression for true, the conditional operator (...?...:...) requires a colon and an"
                            + " expression for false.",
                    reader.range(colon),
                    reader.range(start, colon));
            return condition;
        }
        reader.read();
        errors = reader.errors();
        Expression whenFalse = parse();
        if (reader.isLostSince(errors)) {
            return condition;
        }
        grow(Math.max(tallest, height), start);
        return new Expression.Conditional(condition, whenTrue, whenFalse, reader.range(start, whenFalse.range()));
    }

    /** Reads operands and those operators between them that bind at least as tight as a level; all associate left. */
    private Expression parseOperators(int lowest) {
        int errors = reader.errors();
        Expression left = parseOperand();
        if (reader.isLostSince(errors)) {
            return left;
        }
        while (true) {
            int token = reader.peekToken();
            BinaryOperator operator = operator(reader.type(token));
            if (operator == null || operator.level() < lowest) {
                return left;
            }
            int tallest = height;
            reader.read();
            errors = reader.errors();
            Expression right = parseOperators(operator.level() + 1);
            if (reader.isLostSince(errors)) {
                return left;
            }
            grow(Math.max(tallest, height), token);
            left = new Expression.Binary(left, operator, right, SourceRange.between(left.range(), right.range()));
        }
    }

    private static @Nullable BinaryOperator operator(TokenType type) {
        return switch (type) {
            case OR -> BinaryOperator.OR;
            case AND -> BinaryOperator.AND;
            case EQUAL -> BinaryOperator.EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case GREATER -> BinaryOperator.GREATER;
            case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            case LESS -> BinaryOperator.LESS;
            case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUBTRACT;
            case STAR -> BinaryOperator.MULTIPLY;
            case SLASH -> BinaryOperator.DIVIDE;
            case PERCENT -> BinaryOperator.MODULO;
            default -> null;
        };
    }

    /** A term and the traversal that follows it. */
    private Expression parseOperand() {
        return traversals.parse(parseTerm());
    }

    private Expression parseTerm() {
        int start = reader.peekToken();
        return switch (reader.type(start)) {
            case OPEN_PAREN -> parseParentheses();
            case NUMBER -> parseNumber();
            case IDENTIFIER -> parseName();
            case OPEN_QUOTE, OPEN_HEREDOC -> templates.parseDelimited();
            case MINUS -> parseUnary(UnaryOperator.NEGATE);
            case BANG -> parseUnary(UnaryOperator.NOT);
            case OPEN_BRACKET -> collections.parseTuple();
            case OPEN_BRACE -> collections.parseObject();
            default -> {
                if (!reader.isRecovering()) {
                    boolean atEnd = reader.type(start) == TokenType.EOF;
                    reader.error(
                            atEnd ? "Missing expression" : "Invalid expression",
                            atEnd
                                    ? "An expression should start here, but the file ends."
                                    : "An expression should start here, but this cannot be the start of one.",
                            reader.range(start));
                }
                reader.startRecovering();
                yield invalid(start);
            }
        };
    }

    private Expression parseParentheses() {
        int open = reader.read();
        boolean newlines = reader.seeNewlines(false);
        int errors = reader.errors();
        Expression inner = parse();
        if (reader.errors() > errors) {
            reader.recover(TokenType.CLOSE_PAREN);
            reader.seeNewlines(newlines);
            return inner;
        }
        int close = reader.peekToken();
        if (reader.type(close) != TokenType.CLOSE_PAREN) {
            reader.error(
                    "Unbalanced parentheses",
                    "A closing parenthesis is expected here, to end the expression.",
                    reader.range(close),
                    reader.range(open, close));
            reader.startRecovering();
        }
        reader.read();
        reader.seeNewlines(newlines);
        height++;
        return new Expression.Parentheses(inner, reader.range(open, close));
    }

    private Expression parseNumber() {
        int token = reader.read();
        height = 1;
        BigDecimal value = number(token);
        return value == null ? invalid(token) : new Expression.Literal(value, reader.range(token));
    }

    /** Value of a number token, or null after reporting that it has none. */
    @Nullable
    BigDecimal number(int token) {
        Tokens tokens = reader.tokens();
        BigDecimal value = NumberLiterals.parse(tokens.source(), tokens.start(token), tokens.end(token));
        if (value == null) {
            reader.error(
                    "Invalid number literal",
                    "This is not a number, or one that is too large or too small to calculate with.",
                    reader.range(token));
        }
        return value;
    }

    private Expression parseName() {
        int token = reader.read();
        TokenType next = reader.peek();
        if (next == TokenType.OPEN_PAREN || next == TokenType.DOUBLE_COLON) {
            return parseCall(token);
        }
        height = 1;
        SourceRange range = reader.range(token);
        String name = reader.text(token);
        return switch (name) {
            case "true" -> new Expression.Literal(Boolean.TRUE, range);
            case "false" -> new Expression.Literal(Boolean.FALSE, range);
            case "null" -> new Expression.Literal(null, range);
            default -> new Expression.ScopeTraversal(new Traversal(List.of(new Traversal.Root(name, range))), range);
        };
    }

    private Expression parseUnary(UnaryOperator operator) {
        int symbol = reader.read();
        if (!reader.descend()) {
            return invalid(symbol);
        }
        // Only the operand, not the operators behind it: -46+5 is (-46)+5.
        Expression operand = parseOperand();
        reader.ascend();
        height++;
        return new Expression.Unary(operator, operand, reader.range(symbol, operand.range()), reader.range(symbol));
    }

    private Expression parseCall(int nameToken) {
        StringBuilder name = new StringBuilder(reader.text(nameToken));
        int lastName = nameToken;
        int open = reader.read();
        while (reader.type(open) == TokenType.DOUBLE_COLON) {
            lastName = reader.read();
            if (reader.type(lastName) != TokenType.IDENTIFIER) {
                return noCall(
                        nameToken,
                        lastName,
                        "Missing function name",
                        "A function's name is expected behind its namespace and the symbol ::.");
            }
            name.append("::").append(reader.text(lastName));
            open = reader.read();
        }
        if (reader.type(open) != TokenType.OPEN_PAREN) {
            return noCall(
                    nameToken,
                    open,
                    "Missing open parenthesis",
                    "A function's name must be followed by an opening parenthesis, to begin the call.");
        }
        boolean newlines = reader.seeNewlines(false);
        List<Expression> arguments = new ArrayList<>(4);
        boolean expandFinal = parseArguments(nameToken, open, arguments);
        int close = reader.previous();
        reader.seeNewlines(newlines);
        return new Expression.FunctionCall(
                name.toString(),
                arguments,
                expandFinal,
                reader.range(nameToken, lastName),
                reader.range(open),
                reader.range(close));
    }

    private Expression noCall(int name, int bad, String summary, String detail) {
        reader.error(summary, detail, reader.range(bad), reader.range(name, bad));
        reader.recoverOverParentheses();
        height = 1;
        return new Expression.Invalid(reader.range(name, bad));
    }

    /** Reads up to and with the closing parenthesis; returns whether the last argument is to be expanded. */
    private boolean parseArguments(int name, int open, List<Expression> arguments) {
        int tallest = 0;
        boolean expandFinal = false;
        while (true) {
            if (reader.peek() == TokenType.CLOSE_PAREN) {
                reader.read();
                break;
            }
            int errors = reader.errors();
            arguments.add(parse());
            tallest = Math.max(tallest, height);
            if (reader.isLostSince(errors)) {
                reader.recover(TokenType.CLOSE_PAREN);
                break;
            }
            int separator = reader.read();
            TokenType type = reader.type(separator);
            if (type == TokenType.CLOSE_PAREN) {
                break;
            }
            if (type == TokenType.ELLIPSIS) {
                expandFinal = true;
                closeExpanded(name, separator);
                break;
            }
            if (type != TokenType.COMMA) {
                reportNoComma(name, open, separator);
                reader.recover(TokenType.CLOSE_PAREN);
                break;
            }
        }
        height = tallest + 1;
        return expandFinal;
    }

    private void closeExpanded(int name, int ellipsis) {
        if (reader.peek() == TokenType.CLOSE_PAREN) {
            reader.read();
            return;
        }
        if (!reader.isRecovering()) {
            reader.error(
                    "Missing closing parenthesis",
                    "An expanded argument (with ...) is the last one: the closing parenthesis must follow it.",
                    reader.range(ellipsis),
                    reader.range(name, ellipsis));
        }
        reader.recover(TokenType.CLOSE_PAREN);
    }

    private void reportNoComma(int name, int open, int separator) {
        if (reader.type(separator) == TokenType.EOF) {
            reader.error(
                    "Unterminated function call",
                    "The file ends before the closing parenthesis of this function call. Parentheses elsewhere in the"
                            + " file may not be balanced.",
                    reader.range(name, open));
        } else {
            reader.error(
                    "Missing argument separator",
                    "The arguments of a function are separated by commas.",
                    reader.range(separator),
                    reader.range(name, separator));
        }
    }
}
