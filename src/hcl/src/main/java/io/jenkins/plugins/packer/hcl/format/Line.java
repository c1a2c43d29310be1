package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.syntax.TokenType;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens up to a newline token, in cells: what leads, an assignment from its equals sign on, and a comment. The
 * latter two line up with those of neighbouring lines, and either may be missing: the cell is empty then. A heredoc is
 * part of one line from its marker to its end, since the newlines in it are text.
 *
 * @param start first token
 * @param assignment first token of the assignment
 * @param comment first token of the comment
 * @param end token behind the last
 */
record Line(int start, int assignment, int comment, int end) {

    /** All of a file's lines; the last one, which ends with the file, may have no token. */
    static List<Line> of(Tokens tokens) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        int last = tokens.size() - 1;
        for (int token = 0; token < last; token++) {
            if (endsLine(tokens, token)) {
                lines.add(cut(tokens, start, token + 1));
                start = token + 1;
            }
        }
        lines.add(cut(tokens, start, last));
        return lines;
    }

    boolean isEmpty() {
        return start == end;
    }

    boolean hasAssignment() {
        return assignment < comment;
    }

    boolean hasComment() {
        return comment < end;
    }

    /** A comment up to the end of its line has the newline in it. */
    private static boolean endsLine(Tokens tokens, int token) {
        return switch (tokens.type(token)) {
            case NEWLINE -> true;
            case COMMENT -> tokens.endsWithNewline(token);
            default -> false;
        };
    }

    private static Line cut(Tokens tokens, int start, int end) {
        boolean commented = end - start > 1 && tokens.type(end - 1) == TokenType.COMMENT;
        int comment = commented ? end - 1 : end;
        return new Line(start, assignment(tokens, start, comment), comment, end);
    }

    /** Only an assignment whose value ends on the line is a cell; one that opens a bracket leads into a block of lines. */
    private static int assignment(Tokens tokens, int start, int end) {
        for (int token = start + 1; token < end; token++) {
            if (tokens.type(token) == TokenType.ASSIGN) {
                return Brackets.balance(tokens, token, end) == 0 ? token : end;
            }
        }
        return end;
    }
}
