package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.Arrays;

/**
 * The tokens of a file, ending with {@link TokenType#EOF}. They lie in arrays and ranges are made on demand, because a
 * file has many more tokens than anybody asks for the place of. The numbers of one token are neighbours: who asks for one
 * of them asks for the others, too.
 */
public final class Tokens {
    /** Numbers that a token has in {@link #numbers}. */
    private static final int STRIDE = 4;

    private static final int START = 0;
    private static final int END = 1;
    private static final int LINE = 2;
    private static final int COLUMN = 3;

    /** Bytes that a token takes up in a dense file, with the blanks before it. */
    private static final int DENSE = 3;

    private final String filename;
    private final byte[] source;
    private final SourcePlaces places;
    private byte[] types;
    private int[] numbers;
    private int size;
    private boolean mistakes;

    private int line = 1;
    private int column = 1;
    private int reached;
    private final GraphemeClusters clusters = new GraphemeClusters();

    Tokens(SourceFile file, int firstOffset, SourcePlaces places) {
        filename = file.name();
        source = file.bytes();
        this.places = places;
        reached = firstOffset;
        int guess = source.length / DENSE + 16;
        types = new byte[guess];
        numbers = new int[guess * STRIDE];
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
        int at = size * STRIDE;
        numbers[at + START] = start;
        numbers[at + END] = end;
        numbers[at + LINE] = line;
        numbers[at + COLUMN] = column;
        size++;
        mistakes |= type.isMistake();
        advance(start, end);
        reached = end;
    }

    private void grow() {
        int capacity = size + (size >> 1);
        types = Arrays.copyOf(types, capacity);
        numbers = Arrays.copyOf(numbers, capacity * STRIDE);
    }

    private void advance(int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = source[i];
            if (b >= ' ') {
                column++;
            } else if (b == '\n') {
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

    /** Whether there is a token among them that is wrong wherever it stands. */
    boolean hasMistakes() {
        return mistakes;
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
        return numbers[token * STRIDE + START];
    }

    /** Offset in bytes behind a token's last byte. */
    public int end(int token) {
        return numbers[token * STRIDE + END];
    }

    int length(int token) {
        return end(token) - start(token);
    }

    /**
     * Columns that a token takes up when it stands on a line: the grapheme clusters in it. A newline counts as one, so
     * that the number says nothing for a token of several lines.
     */
    public int columns(int token) {
        int columns = 0;
        int start = start(token);
        int end = end(token);
        for (int i = start; i < end; i++) {
            byte b = source[i];
            if (b < 0) {
                return clusters(start, end);
            }
            if (b != '\n' || i == start || source[i - 1] != '\r') {
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
        return length(token) > 0 && source[end(token) - 1] == '\n';
    }

    /** Whether a token is an identifier of these letters, all of ASCII. */
    public boolean isWord(int token, String word) {
        if (type(token) != TokenType.IDENTIFIER || length(token) != word.length()) {
            return false;
        }
        int start = start(token);
        for (int i = 0; i < word.length(); i++) {
            if (source[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(int token) {
        return Utf8.text(source, start(token), end(token));
    }

    SourcePosition startPosition(int token) {
        return places.of(new SourcePosition(line(token), column(token), start(token)));
    }

    private int line(int token) {
        return numbers[token * STRIDE + LINE];
    }

    private int column(int token) {
        return numbers[token * STRIDE + COLUMN];
    }

    /** A token ends where the next one starts, less the blanks between. */
    private int endLine(int token) {
        return token + 1 == size ? line : line(token + 1);
    }

    private int endColumn(int token) {
        return token + 1 == size ? column : column(token + 1) - (start(token + 1) - end(token));
    }

    SourceRange range(int token) {
        return range(token, token);
    }

    SourceRange range(int first, int last) {
        if (places == SourcePlaces.OWN_FILE) {
            return new SourceRange(
                    filename, line(first), column(first), start(first), endLine(last), endColumn(last), end(last));
        }
        SourcePosition end = new SourcePosition(endLine(last), endColumn(last), end(last));
        return new SourceRange(filename, startPosition(first), places.of(end));
    }

    /** The place of a piece of a token. */
    SourceRange rangeWithin(int token, int start, int end) {
        Tokens counting = new Tokens(new SourceFile(filename, source), start(token), places);
        counting.line = line(token);
        counting.column = column(token);
        counting.add(TokenType.QUOTED_TEXT, start(token), start);
        counting.add(TokenType.QUOTED_TEXT, start, end);
        return counting.range(1);
    }
}
