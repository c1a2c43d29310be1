package io.jenkins.plugins.packer.hcl.format;

import java.util.List;

/** Lines up the equals signs of neighbouring lines, and then their comments, which that may have moved. */
final class Alignment {
    private final List<Line> lines;
    private final Layout layout;

    /** Columns before the cell, of each line of the group. */
    private final int[] columns;

    private Alignment(List<Line> lines, Layout layout) {
        this.lines = lines;
        this.layout = layout;
        columns = new int[lines.size()];
    }

    static void apply(List<Line> lines, Layout layout) {
        Alignment alignment = new Alignment(lines, layout);
        alignment.groups(false);
        alignment.groups(true);
    }

    /** A group is of lines without another one between them. */
    private void groups(boolean comments) {
        int first = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!(comments ? line.hasComment() : line.hasAssignment())) {
                lineUp(first, i, comments);
                first = i + 1;
            }
        }
        lineUp(first, lines.size(), comments);
    }

    /** One space before the cell of the longest line of a group, and what it takes before those of the others. */
    private void lineUp(int first, int behindLast, boolean comments) {
        int widest = 0;
        for (int i = first; i < behindLast; i++) {
            Line line = lines.get(i);
            columns[i] = layout.columns(line.start(), cell(line, comments));
            widest = Math.max(widest, columns[i]);
        }
        for (int i = first; i < behindLast; i++) {
            layout.put(cell(lines.get(i), comments), widest - columns[i] + 1);
        }
    }

    private static int cell(Line line, boolean comments) {
        return comments ? line.comment() : line.assignment();
    }
}
