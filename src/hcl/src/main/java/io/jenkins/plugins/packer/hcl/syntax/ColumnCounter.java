package io.jenkins.plugins.packer.hcl.syntax;

/** Counts the columns of a line of JSON: grapheme clusters, except that quotes and escapes count by the character. */
public final class ColumnCounter {
    private final GraphemeClusters clusters = new GraphemeClusters();
    private int column;

    /** What the counter stands behind, if it is ASCII: only then a mark that follows needs to look back. */
    private int asciiBefore;

    private boolean clusterBefore;

    /**
     * A counter.
     *
     * @param column column of the first character that will be added, from 1
     */
    public ColumnCounter(int column) {
        this.column = column;
    }

    /** The column at which the next character stands, if it begins a cluster. */
    public int column() {
        return column;
    }

    /**
     * Goes over ASCII characters, as those of an escape.
     *
     * @param last the last of them; a mark attaches to it unless it is a quote or backslash
     */
    public void skip(int count, int last) {
        column += count;
        asciiBefore = last == '"' || last == '\\' ? 0 : last;
        clusterBefore = false;
    }

    /** Goes over a character and returns its column, which it may share with those before. */
    public int add(int codePoint) {
        if (codePoint < 0x80) {
            boolean joins = clusterBefore && !clusters.begins(codePoint);
            clusterBefore = false;
            asciiBefore = codePoint;
            return joins ? column - 1 : column++;
        }
        if (!clusterBefore) {
            clusters.reset();
            if (asciiBefore != 0) {
                clusters.begins(asciiBefore);
            }
            clusterBefore = true;
        }
        return clusters.begins(codePoint) ? column++ : column - 1;
    }
}
