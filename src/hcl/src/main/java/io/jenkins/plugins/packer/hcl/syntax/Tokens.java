package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.Arrays;

/**
 * The tokens of a file, ending with {@link TokenType#EOF}. They lie in arrays and ranges are made on demand, because a
 * file has many more tokens than anybody asks for the place of.
 */
public final class Tokens {
    private final String filename;
    private final byte[] source;
    private final SourcePlaces places;
    private byte[] types;
    private int[] starts;
    private int[] ends;
    private int[] lines;
    private int[] columns;
    private int size;

    private int line = 1;
    private int column = 1;
    private int reached;
    private final GraphemeClusters clusters = new GraphemeClusters();

    Tokens(SourceFile file, int firstOffset, SourcePlaces places) {
        filename = file.name();
        source = file.bytes();
        this.places = places;
        reached = firstOffset;
        int guess = source.length / 4 + 16;
        types = new byte[guess];
        starts = new int[guess];
        ends = new int[guess];
        lines = new int[guess];
        columns = new int[guess];
    }

    /** The tokens of a file's body. There are some whatever the bytes are; what is no token has a kind that says so. */
    public static Tokens of(SourceFile file) {
        return Lexer.scanCode(file);
    }

    /** Appends a token; between it and the one before there are only blanks. */
    void add(TokenType type, int start, int end) {
        if (size == types.length) {
            grow();
        }
        column += start - reached;
        types[size] = (byte) type.ordinal();
        starts[size] = start;
        ends[size] = end;
        lines[size] = line;
        columns[size] = column;
        size++;
        advance(start, end);
        reached = end;
    }

    private void grow() {
        int capacity = size + (size >> 1);
        types = Arrays.copyOf(types, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        lines = Arrays.copyOf(lines, capacity);
        columns = Arrays.copyOf(columns, capacity);
    }

    private void advance(int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = source[i];
            if (b == '\n') {
                line++;
                column = 1;
            } else if (b < 0) {
                // A mark attaches to the character before it, which was ASCII.
                advanceByClusters(i, end, i > start);
                return;
            } else if (b != '\r' || i + 1 == end || source[i + 1] != '\n') {
                column++;
            }
        }
    }

    private void advanceByClusters(int start, int end, boolean afterAscii) {
        clusters.reset();
        if (afterAscii) {
            clusters.begins(source[start - 1]);
        }
        for (int i = start; i < end; ) {
            int length = Utf8.sequenceLength(source, i, end);
            int codePoint = length == 0 ? 0xFFFD : Utf8.codePoint(source, i, length);
            boolean begins = clusters.begins(codePoint);
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else if (begins && (codePoint != '\r' || i + 1 == end || source[i + 1] != '\n')) {
                column++;
            }
            i += Math.max(length, 1);
        }
    }

    /** Number of tokens, that for the end of the file included. */
    public int size() {
        return size;
    }

    String filename() {
        return filename;
    }

    byte[] source() {
        return source;
    }

    /** Kind of a token, which is named by its index. */
    public TokenType type(int token) {
        return TokenType.of(types[token]);
    }

    /** Offset in bytes of a token's first byte. */
    public int start(int token) {
        return starts[token];
    }

    /** Offset in bytes behind a token's last byte. */
    public int end(int token) {
        return ends[token];
    }

    int length(int token) {
        return ends[token] - starts[token];
    }

    /**
     * Columns that a token takes up when it stands on a line: the grapheme clusters in it. A newline counts as one, so
     * that the number says nothing for a token of several lines.
     */
    public int columns(int token) {
        int columns = 0;
        for (int i = starts[token]; i < ends[token]; i++) {
            byte b = source[i];
            if (b < 0) {
                return clusters(starts[token], ends[token]);
            }
            if (b != '\n' || i == starts[token] || source[i - 1] != '\r') {
                columns++;
            }
        }
        return columns;
    }

    private int clusters(int start, int end) {
        int count = 0;
        clusters.reset();
        for (int i = start; i < end; ) {
            int length = Utf8.sequenceLength(source, i, end);
            if (clusters.begins(length == 0 ? 0xFFFD : Utf8.codePoint(source, i, length))) {
                count++;
            }
            i += Math.max(length, 1);
        }
        return count;
    }

    /** Whether a token's last byte is a newline. */
    public boolean endsWithNewline(int token) {
        return ends[token] > starts[token] && source[ends[token] - 1] == '\n';
    }

    /** Whether a token is an identifier of these letters, all of ASCII. */
    public boolean isWord(int token, String word) {
        if (type(token) != TokenType.IDENTIFIER || length(token) != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (source[starts[token] + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(int token) {
        return Utf8.text(source, starts[token], ends[token]);
    }

    SourcePosition startPosition(int token) {
        return places.of(new SourcePosition(lines[token], columns[token], starts[token]));
    }

    /** A token ends where the next one starts, less the blanks between. */
    SourcePosition endPosition(int token) {
        int end = ends[token];
        if (token + 1 == size) {
            return places.of(new SourcePosition(line, column, end));
        }
        return places.of(new SourcePosition(lines[token + 1], columns[token + 1] - (starts[token + 1] - end), end));
    }

    SourceRange range(int token) {
        return new SourceRange(filename, startPosition(token), endPosition(token));
    }

    SourceRange range(int first, int last) {
        return new SourceRange(filename, startPosition(first), endPosition(last));
    }

    /** The place of a piece of a token. */
    SourceRange rangeWithin(int token, int start, int end) {
        Tokens counting = new Tokens(new SourceFile(filename, source), starts[token], places);
        counting.line = lines[token];
        counting.column = columns[token];
        counting.add(TokenType.QUOTED_TEXT, starts[token], start);
        counting.add(TokenType.QUOTED_TEXT, start, end);
        return counting.range(1);
    }
}
