package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where the parsers are in the token stream, which newlines they see, and how they get back on their feet after a
 * mistake. Tokens are spoken of by their index; comments are never seen.
 */
final class TokenReader {
    /**
     * How deep expressions, templates and blocks may nest. Go's parser knows no bound; on a thread of 512 KiB of stack
     * this one is safe, and no template written by hand comes near.
     */
    static final int MAX_DEPTH = 200;

    private final Tokens tokens;
    private final Diagnostics diagnostics;
    private int next;
    private int depth;
    private int errors;
    private boolean tooDeep;

    /** Whether newlines mean something at this place; they do not within brackets. */
    private boolean newlines = true;

    /** Set by the first recovery: from there on, a complaint about the next token would likely be mere noise. */
    private boolean recovering;

    private int peeked = -1;

    TokenReader(Tokens tokens, Diagnostics diagnostics) {
        this.tokens = tokens;
        this.diagnostics = diagnostics;
    }

    /** Sets whether newlines are seen and returns what held before, to be set again later. */
    boolean seeNewlines(boolean see) {
        boolean before = newlines;
        if (before != see) {
            newlines = see;
            peeked = -1;
        }
        return before;
    }

    /** Index of the next token. */
    int peekToken() {
        if (peeked < 0) {
            peeked = find();
        }
        return peeked;
    }

    private int find() {
        int last = tokens.size() - 1;
        for (int i = next; i < last; i++) {
            TokenType type = tokens.type(i);
            if (type == TokenType.COMMENT ? newlines && endsLine(i) : type != TokenType.NEWLINE || newlines) {
                return i;
            }
        }
        return last;
    }

    private boolean endsLine(int comment) {
        return tokens.source()[tokens.end(comment) - 1] == '\n';
    }

    TokenType peek() {
        return type(peekToken());
    }

    /** Moves behind the next token and returns its index. */
    int read() {
        int token = peekToken();
        next = token + 1;
        peeked = -1;
        return token;
    }

    /** Index of the token read last, or of the next one where none was read. */
    int previous() {
        return next == 0 ? peekToken() : next - 1;
    }

    /** Kind of a token that was peeked at or read; a comment that ends a line stands for the newline. */
    TokenType type(int token) {
        TokenType type = tokens.type(token);
        return type == TokenType.COMMENT ? TokenType.NEWLINE : type;
    }

    boolean isKeyword(int token, String keyword) {
        return tokens.isWord(token, keyword);
    }

    Tokens tokens() {
        return tokens;
    }

    String text(int token) {
        return tokens.text(token);
    }

    SourceRange range(int token) {
        return tokens.range(token);
    }

    SourceRange range(int first, int last) {
        return tokens.range(first, last);
    }

    /** From the start of a token to the end of a range. */
    SourceRange range(int first, SourceRange last) {
        return new SourceRange(tokens.filename(), tokens.startPosition(first), last.end());
    }

    void error(String summary, String detail, SourceRange subject) {
        error(summary, detail, subject, null);
    }

    void error(String summary, String detail, SourceRange subject, @Nullable SourceRange context) {
        errors++;
        diagnostics.add(Diagnostic.error(summary, detail, subject).withContext(context));
    }

    /** Number of errors so far: comparing two of them tells whether what was read in between was faulty. */
    int errors() {
        return errors;
    }

    boolean isRecovering() {
        return recovering;
    }

    void startRecovering() {
        recovering = true;
    }

    /**
     * Ends recovery, where an attribute or block begins: what is wrong with it has likely nothing to do with what was
     * wrong before. hclsyntax stays quiet to the end of the file instead, and its users mend one mistake at a time.
     */
    void startAfresh() {
        recovering = tooDeep;
    }

    /** Whether recovery is on and there were errors since a mark: the place is then likely a strange one. */
    boolean isLostSince(int errorsBefore) {
        return recovering && errors > errorsBefore;
    }

    /** Goes one level deeper, or gives up on the rest of the file and returns false. */
    boolean descend() {
        if (depth == MAX_DEPTH) {
            giveUp(peekToken());
            return false;
        }
        depth++;
        return true;
    }

    void ascend() {
        depth--;
    }

    /** Reports nesting that is too deep and skips to the end of the file. */
    void giveUp(int token) {
        if (!tooDeep) {
            error(
                    "Nesting too deep",
                    "Expressions and blocks are nested too deeply here. Move parts of them into local values.",
                    range(token));
        }
        tooDeep = true;
        recovering = true;
        next = tokens.size() - 1;
        peeked = -1;
    }

    /** Skips to behind the closing token, over what is nested in between; returns the token read last. */
    int recover(TokenType end) {
        TokenType start = opposite(end);
        recovering = true;
        int nested = 0;
        while (true) {
            int token = read();
            TokenType type = type(token);
            if (type == TokenType.TEMPLATE_DIRECTIVE && end == TokenType.TEMPLATE_END) {
                type = TokenType.TEMPLATE_INTERPOLATION;
            }
            if (type == start) {
                nested++;
            } else if (type == end) {
                if (nested == 0) {
                    return token;
                }
                nested--;
            } else if (type == TokenType.EOF) {
                return token;
            }
        }
    }

    /** Skips over the next parenthesised list. */
    void recoverOverParentheses() {
        TokenType type;
        do {
            type = type(read());
        } while (type != TokenType.OPEN_PAREN && type != TokenType.EOF);
        recover(TokenType.CLOSE_PAREN);
    }

    /** Skips to the next newline that is not within brackets: likely the end of the attribute or block. */
    void recoverAfterBodyItem() {
        recovering = true;
        ArrayDeque<TokenType> open = new ArrayDeque<>();
        while (true) {
            TokenType type = type(read());
            switch (type) {
                case NEWLINE -> {
                    if (open.isEmpty()) {
                        return;
                    }
                }
                case EOF -> {
                    return;
                }
                case OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, OPEN_QUOTE, OPEN_HEREDOC -> open.push(type);
                case TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE -> open.push(TokenType.TEMPLATE_INTERPOLATION);
                case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, CLOSE_QUOTE, CLOSE_HEREDOC, TEMPLATE_END ->
                    close(open, opposite(type));
                default -> {}
            }
        }
    }

    private static void close(ArrayDeque<TokenType> open, @Nullable TokenType opener) {
        while (!open.isEmpty() && open.pop() != opener) {
            // What was left open within is closed along with it.
        }
    }

    private static @Nullable TokenType opposite(TokenType close) {
        return switch (close) {
            case CLOSE_BRACE -> TokenType.OPEN_BRACE;
            case CLOSE_BRACKET -> TokenType.OPEN_BRACKET;
            case CLOSE_PAREN -> TokenType.OPEN_PAREN;
            case CLOSE_QUOTE -> TokenType.OPEN_QUOTE;
            case CLOSE_HEREDOC -> TokenType.OPEN_HEREDOC;
            case TEMPLATE_END -> TokenType.TEMPLATE_INTERPOLATION;
            default -> null;
        };
    }
}
