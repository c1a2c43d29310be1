package io.jenkins.plugins.packer.hcl;

/**
 * A place in a source file, as HCL counts them.
 *
 * @param line line number, from 1
 * @param column column in grapheme clusters (not chars, not bytes), from 1
 * @param offset offset in UTF-8 bytes from the start of the file, from 0
 */
public record SourcePosition(int line, int column, int offset) implements Comparable<SourcePosition> {
    /** The first position of a file. */
    public static final SourcePosition START = new SourcePosition(1, 1, 0);

    @Override
    public int compareTo(SourcePosition other) {
        return Integer.compare(offset, other.offset);
    }
}
