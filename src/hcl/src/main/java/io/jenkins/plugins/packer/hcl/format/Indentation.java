package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.syntax.TokenType;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * Two spaces for each line around that is still open. A line that opens several brackets indents what follows once, and
 * its level ends when as many were closed, on whatever lines.
 */
final class Indentation {
    private static final int STEP = 2;

    /** Brackets still open of each line that opened some, outermost first. */
    private int[] open = new int[8];

    private int depth;

    private Indentation() {}

    static void apply(Tokens tokens, List<Line> lines, Layout layout) {
        Indentation indentation = new Indentation();
        for (Line line : lines) {
            if (line.isEmpty()) {
                continue;
            }
            if (tokens.type(line.start()) == TokenType.NEWLINE) {
                layout.put(line.start(), 0);
            } else {
                layout.put(line.start(), STEP * indentation.depthOf(balance(tokens, line)));
            }
        }
    }

    /** Brackets in a comment are no tokens; those in a heredoc that leads do not count, they are closed in there. */
    private static int balance(Tokens tokens, Line line) {
        int leadEnd = line.start();
        while (leadEnd < line.assignment() && tokens.type(leadEnd) != TokenType.OPEN_HEREDOC) {
            leadEnd++;
        }
        return Brackets.balance(tokens, line.start(), leadEnd)
                + Brackets.balance(tokens, line.assignment(), line.comment());
    }

    private int depthOf(int balance) {
        if (balance > 0) {
            if (depth == open.length) {
                open = Arrays.copyOf(open, depth * 2);
            }
            open[depth++] = balance;
            return depth - 1;
        }
        int closed = -balance;
        while (closed > 0 && depth > 0) {
            int innermost = open[depth - 1];
            if (closed < innermost) {
                open[depth - 1] -= closed;
            } else {
                depth--;
            }
            closed = Math.max(0, closed - innermost);
        }
        return depth;
    }
}
