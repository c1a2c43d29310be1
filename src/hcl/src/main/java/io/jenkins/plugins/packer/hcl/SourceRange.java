package io.jenkins.plugins.packer.hcl;

/**
 * A stretch of a source file. A tree holds several ranges for each word of a file, more than it holds of anything else, so
 * that a range has its numbers in itself; {@link #start()} and {@link #end()} make positions of them when asked.
 *
 * @param filename the file's name as it is shown to the user
 * @param startLine line of the first position, from 1
 * @param startColumn its column in grapheme clusters, from 1
 * @param startOffset its offset in UTF-8 bytes, from 0
 * @param endLine line of the last position, which is exclusive
 * @param endColumn its column
 * @param endOffset its offset
 */
public record SourceRange(
        String filename, int startLine, int startColumn, int startOffset, int endLine, int endColumn, int endOffset) {

    /** The range from a first position, inclusive, to a last one, exclusive. */
    public SourceRange(String filename, SourcePosition start, SourcePosition end) {
        this(filename, start.line(), start.column(), start.offset(), end.line(), end.column(), end.offset());
    }

    /** The range from the start of {@code first} to the end of {@code last}; both are of one file. */
    public static SourceRange between(SourceRange first, SourceRange last) {
        return new SourceRange(
                first.filename,
                first.startLine,
                first.startColumn,
                first.startOffset,
                last.endLine,
                last.endColumn,
                last.endOffset);
    }

    /** An empty range at the start of a file, for what concerns the file as a whole. */
    public static SourceRange startOf(String filename) {
        return new SourceRange(filename, SourcePosition.START, SourcePosition.START);
    }

    /** First position, inclusive. */
    public SourcePosition start() {
        return new SourcePosition(startLine, startColumn, startOffset);
    }

    /** Last position, exclusive. */
    public SourcePosition end() {
        return new SourcePosition(endLine, endColumn, endOffset);
    }

    public boolean isEmpty() {
        return startOffset == endOffset;
    }

    /** {@code main.pkr.hcl:3,5-12}, or {@code main.pkr.hcl:3,5-4,2} where it spans lines: the form of HCL's messages. */
    @Override
    public String toString() {
        if (startLine == endLine) {
            return filename + ":" + startLine + "," + startColumn + "-" + endColumn;
        }
        return filename + ":" + startLine + "," + startColumn + "-" + endLine + "," + endColumn;
    }
}
