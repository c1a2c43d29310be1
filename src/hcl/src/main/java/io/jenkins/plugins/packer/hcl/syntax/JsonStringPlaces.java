package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourcePosition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the text of a JSON string stands in its file, escapes taken into account. (HCL's Go implementation counts each
 * escape as what it stands for, and so points beside the place from the first escape on.) The string is well-formed.
 */
final class JsonStringPlaces implements SourcePlaces {
    private final SourcePosition quote;

    /** For each byte of the text, its offset behind the opening quote, and its column; null where nothing is escaped. */
    private final int @Nullable [] offsets;

    private final int @Nullable [] columns;

    /**
     * Places of a string.
     *
     * @param source the file
     * @param quote where the opening quote is
     * @param end offset of the closing quote
     * @param length of the text, in bytes
     */
    JsonStringPlaces(byte[] source, SourcePosition quote, int end, int length) {
        this.quote = quote;
        int start = quote.offset() + 1;
        if (end - start == length) {
            offsets = null;
            columns = null;
            return;
        }
        int[] places = new int[length + 1];
        int[] counted = new int[length + 1];
        ColumnCounter counter = new ColumnCounter(quote.column() + 1);
        int at = 0;
        for (int i = start; i < end; ) {
            boolean escape = source[i] == '\\';
            int size = escape ? escapeSize(source, i) : Utf8.sequenceLength(source, i, end);
            int written = escape ? writtenSize(source, i, size) : size;
            int column = counter.column();
            if (escape) {
                counter.skip(size, source[i + size - 1]);
            } else {
                column = counter.add(Utf8.codePoint(source, i, size));
            }
            Arrays.fill(places, at, at + written, i);
            Arrays.fill(counted, at, at + written, column);
            at += written;
            i += size;
        }
        places[at] = end;
        counted[at] = counter.column();
        offsets = places;
        columns = counted;
    }

    /** Length of an escape in the file; that of a pair of surrogates where one follows the other. */
    private static int escapeSize(byte[] source, int at) {
        if (source[at + 1] != 'u') {
            return 2;
        }
        return Character.isHighSurrogate(unit(source, at)) && isLowSurrogateAt(source, at + 6) ? 12 : 6;
    }

    private static boolean isLowSurrogateAt(byte[] source, int at) {
        return source[at] == '\\' && source[at + 1] == 'u' && Character.isLowSurrogate(unit(source, at));
    }

    private static char unit(byte[] source, int escape) {
        int unit = 0;
        for (int i = escape + 2; i < escape + 6; i++) {
            unit = unit << 4 | Character.digit(source[i], 16);
        }
        return (char) unit;
    }

    /** Length in UTF-8 of what an escape stands for; a lone surrogate became a replacement character. */
    private static int writtenSize(byte[] source, int at, int size) {
        if (size == 2) {
            return 1;
        }
        char unit = unit(source, at);
        return size == 12 ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }

    @Override
    public SourcePosition of(SourcePosition inText) {
        if (offsets == null || columns == null) {
            return new SourcePosition(
                    quote.line(), quote.column() + inText.column(), quote.offset() + 1 + inText.offset());
        }
        return new SourcePosition(quote.line(), columns[inText.offset()], offsets[inText.offset()]);
    }
}
