package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.syntax.TokenType;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One space or none between neighbours of a cell. */
final class Spacing {
    private final Tokens tokens;
    private final Layout layout;

    private Spacing(Tokens tokens, Layout layout) {
        this.tokens = tokens;
        this.layout = layout;
    }

    static void apply(Tokens tokens, List<Line> lines, Layout layout) {
        Spacing spacing = new Spacing(tokens, layout);
        for (Line line : lines) {
            spacing.cell(line.start(), line.assignment());
            spacing.cell(line.assignment(), line.comment());
        }
    }

    private void cell(int start, int end) {
        TokenType before = null;
        for (int token = start; token + 1 < end; token++) {
            layout.put(token + 1, isApart(before, token) ? 1 : 0);
            before = tokens.type(token);
        }
    }

    /**
     * Whether a space follows a token. The first rule that knows the pair decides.
     *
     * @param before what stands before the token in its cell, null at the cell's start
     */
    private boolean isApart(@Nullable TokenType before, int token) {
        TokenType left = tokens.type(token);
        TokenType right = tokens.type(token + 1);
        if (right == TokenType.NEWLINE || isOneName(left, right)) {
            return false;
        }
        if (left == TokenType.COMMA) {
            return true;
        }
        if (isTemplateText(left, right)) {
            return false;
        }
        if (before == TokenType.IDENTIFIER && tokens.isWord(token, "in")) {
            // The keyword of a for expression: what follows is a collection, not an index into something named "in".
            return true;
        }
        if (right == TokenType.OPEN_BRACKET && isIndexable(left) || left == TokenType.BANG) {
            return false;
        }
        if (left == TokenType.MINUS) {
            return !isNegationAfter(before);
        }
        if (left == TokenType.OPEN_BRACE || right == TokenType.CLOSE_BRACE) {
            return left != TokenType.OPEN_BRACE || right != TokenType.CLOSE_BRACE;
        }
        return isObjectInTemplate(left, right)
                || !Brackets.opens(left) && !Brackets.closes(right) && !areNeighboursInTemplate(left, right);
    }

    /** Traversals, namespaces, calls, and what a comma or dots end. */
    private static boolean isOneName(TokenType left, TokenType right) {
        return switch (right) {
            case DOT, COMMA, ELLIPSIS -> true;
            case OPEN_PAREN, DOUBLE_COLON -> left == TokenType.IDENTIFIER || left == TokenType.DOT;
            case IDENTIFIER -> left == TokenType.DOUBLE_COLON || left == TokenType.DOT;
            default -> left == TokenType.DOT;
        };
    }

    private static boolean isTemplateText(TokenType left, TokenType right) {
        return switch (left) {
            case QUOTED_TEXT, PLAIN_TEXT, OPEN_QUOTE, OPEN_HEREDOC -> true;
            default ->
                switch (right) {
                    case QUOTED_TEXT, PLAIN_TEXT, CLOSE_QUOTE, CLOSE_HEREDOC -> true;
                    default -> false;
                };
        };
    }

    private static boolean isIndexable(TokenType type) {
        return type == TokenType.IDENTIFIER || type == TokenType.NUMBER || Brackets.closes(type);
    }

    /** A minus is a sign where what stands before it cannot end an expression. */
    private static boolean isNegationAfter(@Nullable TokenType before) {
        if (before == null) {
            return true;
        }
        return switch (before) {
            case OPEN_PAREN, OPEN_BRACE, OPEN_BRACKET, ASSIGN, COLON, COMMA, QUESTION -> true;
            case PLUS, STAR, SLASH, PERCENT, MINUS, AND, OR, BANG -> true;
            case EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> true;
            default -> false;
        };
    }

    /** An object that an interpolation consists of keeps its braces off those of the interpolation. */
    private static boolean isObjectInTemplate(TokenType left, TokenType right) {
        return right == TokenType.OPEN_BRACE
                        && (left == TokenType.TEMPLATE_INTERPOLATION || left == TokenType.TEMPLATE_DIRECTIVE)
                || left == TokenType.CLOSE_BRACE && right == TokenType.TEMPLATE_END;
    }

    private static boolean areNeighboursInTemplate(TokenType left, TokenType right) {
        return left == TokenType.TEMPLATE_END
                && (right == TokenType.TEMPLATE_INTERPOLATION || right == TokenType.TEMPLATE_DIRECTIVE);
    }
}
