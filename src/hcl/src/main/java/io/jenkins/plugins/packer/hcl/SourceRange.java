package io.jenkins.plugins.packer.hcl;

/**
 * A stretch of a source file.
 *
 * @param filename the file's name as it is shown to the user
 * @param start first position, inclusive
 * @param end last position, exclusive
 */
public record SourceRange(String filename, SourcePosition start, SourcePosition end) {

    /** The range from the start of {@code first} to the end of {@code last}; both are of one file. */
    public static SourceRange between(SourceRange first, SourceRange last) {
        return new SourceRange(first.filename, first.start, last.end);
    }

    /** An empty range at the start of a file, for what concerns the file as a whole. */
    public static SourceRange startOf(String filename) {
        return new SourceRange(filename, SourcePosition.START, SourcePosition.START);
    }

    public boolean isEmpty() {
        return start.offset() == end.offset();
    }

    /** {@code main.pkr.hcl:3,5-12}, or {@code main.pkr.hcl:3,5-4,2} where it spans lines: the form of HCL's messages. */
    @Override
    public String toString() {
        if (start.line() == end.line()) {
            return filename + ":" + start.line() + "," + start.column() + "-" + end.column();
        }
        return filename + ":" + start.line() + "," + start.column() + "-" + end.line() + "," + end.column();
    }
}
