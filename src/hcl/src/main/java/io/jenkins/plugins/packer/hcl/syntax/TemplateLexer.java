package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.syntax.Lexer.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * The text within templates: quoted, heredoc and bare. How text is cut into tokens matters to trim markers and to the
 * dedenting of heredocs, so the cuts are those of hclsyntax, odd ones included.
 */
final class TemplateLexer {
    private final Lexer lexer;
    private final byte[] source;
    private final int limit;
    private final List<Heredoc> heredocs = new ArrayList<>(0);

    /** A heredoc whose end was not found yet. */
    private static final class Heredoc {
        final int markerStart;
        final int markerEnd;
        boolean atLineStart = true;

        Heredoc(int markerStart, int markerEnd) {
            this.markerStart = markerStart;
            this.markerEnd = markerEnd;
        }
    }

    TemplateLexer(Lexer lexer) {
        this.lexer = lexer;
        this.source = lexer.source;
        this.limit = lexer.limit;
    }

    /** End of a line <code>{@literal <<}MARKER</code>, newline included, or 0 where no heredoc begins here. */
    int heredocIntroducerEnd() {
        int marker = markerStart();
        int end = Identifiers.end(source, marker, limit);
        if (end == marker) {
            return 0;
        }
        return newlineEnd(end);
    }

    private int markerStart() {
        int marker = lexer.position + 2;
        return marker < limit && source[marker] == '-' ? marker + 1 : marker;
    }

    void beginHeredoc(int introducerEnd) {
        int marker = markerStart();
        heredocs.add(new Heredoc(marker, Identifiers.end(source, marker, limit)));
        lexer.emit(TokenType.OPEN_HEREDOC, introducerEnd);
        lexer.enter(Context.HEREDOC);
    }

    /** Offset behind the newline at an offset, or 0 where there is none. */
    private int newlineEnd(int offset) {
        if (offset < limit && source[offset] == '\n') {
            return offset + 1;
        }
        return offset + 1 < limit && source[offset] == '\r' && source[offset + 1] == '\n' ? offset + 2 : 0;
    }

    void quoted() {
        int start = lexer.position;
        byte b = source[start];
        switch (b) {
            case '"' -> {
                lexer.emit(TokenType.CLOSE_QUOTE, start + 1);
                lexer.leave();
            }
            case '$', '%' -> quotedMarker(b);
            case '\r', '\n' -> {
                int end = start;
                while (end < limit && (source[end] == '\r' || source[end] == '\n')) {
                    end++;
                }
                lexer.emit(TokenType.QUOTED_NEWLINE, end);
            }
            default -> {
                int end = quotedTextEnd(start);
                if (end > start) {
                    lexer.emit(TokenType.QUOTED_TEXT, end);
                } else {
                    lexer.emit(b == '\\' ? TokenType.INVALID : TokenType.BAD_UTF8, start + 1);
                }
            }
        }
    }

    private int quotedTextEnd(int start) {
        int end = start;
        while (end < limit) {
            byte b = source[end];
            int length;
            if (b == '\\') {
                if (end + 1 == limit || source[end + 1] == '\r' || source[end + 1] == '\n') {
                    break;
                }
                int escaped = Utf8.sequenceLength(source, end + 1, limit);
                length = escaped == 0 ? 0 : escaped + 1;
            } else if (b == '"' || b == '$' || b == '%' || b == '\r' || b == '\n') {
                break;
            } else {
                length = b >= 0 ? 1 : Utf8.sequenceLength(source, end, limit);
            }
            if (length == 0) {
                break;
            }
            end += length;
        }
        return end;
    }

    private void quotedMarker(byte b) {
        int start = lexer.position;
        if (beginSequence(b)) {
            return;
        }
        int escape = escapedSequenceEnd(b);
        if (escape > 0) {
            lexer.emit(TokenType.QUOTED_TEXT, escape);
        } else {
            lexer.emit(start + 1 == limit ? TokenType.INVALID : TokenType.QUOTED_TEXT, start + 1);
        }
    }

    /** Begins an interpolation or a directive if there is one here. */
    private boolean beginSequence(byte b) {
        int start = lexer.position;
        if (start + 1 == limit || source[start + 1] != '{') {
            return false;
        }
        boolean trims = start + 2 < limit && source[start + 2] == '~';
        lexer.emit(b == '$' ? TokenType.TEMPLATE_INTERPOLATION : TokenType.TEMPLATE_DIRECTIVE, start + (trims ? 3 : 2));
        if (!heredocs.isEmpty()) {
            heredocs.get(heredocs.size() - 1).atLineStart = false;
        }
        lexer.enterTemplateSequence();
        return true;
    }

    /** End of an escaped <code>$${</code> or <code>%%{</code>, or 0. */
    private int escapedSequenceEnd(byte b) {
        int start = lexer.position;
        if (start + 2 >= limit || source[start + 1] != b || source[start + 2] != '{') {
            return 0;
        }
        return start + 3 < limit && source[start + 3] == '~' ? start + 4 : start + 3;
    }

    void heredoc() {
        int start = lexer.position;
        byte b = source[start];
        if (b == '$' || b == '%') {
            if (!beginSequence(b)) {
                heredocMarker(b);
            }
            return;
        }
        int end = plainTextEnd(start);
        int lineEnd = newlineEnd(end);
        if (lineEnd > 0) {
            heredocLine(lineEnd);
        } else if (end > start) {
            heredocText(end);
        } else {
            unreadable();
        }
    }

    private void heredocMarker(byte b) {
        int start = lexer.position;
        int escape = escapedSequenceEnd(b);
        if (escape > 0) {
            int lineEnd = newlineEnd(escape);
            if (lineEnd > 0) {
                heredocLine(lineEnd);
            } else {
                heredocText(escape);
            }
        } else if (start + 1 == limit) {
            lexer.emit(TokenType.INVALID, limit);
        } else if (start + 2 < limit && source[start + 2] == '\n') {
            heredocLine(start + 2);
        } else {
            heredocText(loneMarkerEnd(start));
        }
    }

    /** A lone marker is a token of its own; before a carriage return or the end it takes one more byte along. */
    private int loneMarkerEnd(int start) {
        return start + 2 < limit && source[start + 2] == '\r' ? start + 2 : start + 1;
    }

    private int plainTextEnd(int start) {
        int end = start;
        while (end < limit) {
            byte b = source[end];
            if (b == '$' || b == '%' || b == '\r' || b == '\n') {
                break;
            }
            int length = b >= 0 ? 1 : Utf8.sequenceLength(source, end, limit);
            if (length == 0) {
                break;
            }
            end += length;
        }
        return end;
    }

    /** A carriage return without a newline ends all understanding of a heredoc or template, as in hclsyntax. */
    private void unreadable() {
        if (source[lexer.position] != '\r') {
            lexer.emit(TokenType.BAD_UTF8, lexer.position + 1);
        } else if (lexer.isOutermost()) {
            lexer.emit(TokenType.PLAIN_TEXT, wellFormedEnd());
        } else {
            lexer.emit(TokenType.INVALID, limit);
        }
    }

    private int wellFormedEnd() {
        int end = lexer.position;
        while (end < limit) {
            int length = Utf8.sequenceLength(source, end, limit);
            if (length == 0) {
                break;
            }
            end += length;
        }
        return end;
    }

    private void heredocText(int end) {
        heredocs.get(heredocs.size() - 1).atLineStart = false;
        lexer.emit(TokenType.PLAIN_TEXT, end);
    }

    private void heredocLine(int end) {
        Heredoc heredoc = heredocs.get(heredocs.size() - 1);
        if (heredoc.atLineStart && isMarker(heredoc, lexer.position, end)) {
            // The newline stays a token of its own: it may end an attribute as well.
            int newline = source[end - 2] == '\r' ? end - 2 : end - 1;
            lexer.emit(TokenType.CLOSE_HEREDOC, newline);
            lexer.emit(TokenType.NEWLINE, end);
            heredocs.remove(heredocs.size() - 1);
            lexer.leave();
            return;
        }
        heredoc.atLineStart = true;
        lexer.emit(TokenType.PLAIN_TEXT, end);
    }

    private boolean isMarker(Heredoc heredoc, int start, int end) {
        int length = heredoc.markerEnd - heredoc.markerStart;
        if (end - start <= length) {
            return false;
        }
        int from = start;
        while (from < end && isAsciiSpace(source[from])) {
            from++;
        }
        int to = end;
        while (to > from && isAsciiSpace(source[to - 1])) {
            to--;
        }
        if (to - from != length) {
            return (to > from && (source[from] < 0 || source[to - 1] < 0))
                    && Whitespace.strip(Utf8.text(source, from, to))
                            .equals(Utf8.text(source, heredoc.markerStart, heredoc.markerEnd));
        }
        for (int i = 0; i < length; i++) {
            if (source[from + i] != source[heredoc.markerStart + i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    void bare() {
        int start = lexer.position;
        byte b = source[start];
        if (b == '$' || b == '%') {
            if (!beginSequence(b)) {
                bareMarker(b);
            }
            return;
        }
        int end = plainTextEnd(start);
        int lineEnd = newlineEnd(end);
        if (lineEnd > 0 || end > start) {
            lexer.emit(TokenType.PLAIN_TEXT, Math.max(end, lineEnd));
        } else {
            unreadable();
        }
    }

    private void bareMarker(byte b) {
        int start = lexer.position;
        int escape = escapedSequenceEnd(b);
        if (escape > 0) {
            lexer.emit(TokenType.PLAIN_TEXT, Math.max(escape, newlineEnd(escape)));
        } else if (start + 2 < limit && source[start + 2] == '\n') {
            lexer.emit(TokenType.PLAIN_TEXT, start + 2);
        } else {
            lexer.emit(TokenType.PLAIN_TEXT, loneMarkerEnd(start));
        }
    }
}
