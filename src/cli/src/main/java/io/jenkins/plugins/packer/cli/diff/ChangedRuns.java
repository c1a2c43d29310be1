package io.jenkins.plugins.packer.cli.diff;

/**
 * Slides runs of changed lines to where a reader expects them. Where the line before a run equals the run's last one, the
 * run may as well stand one line earlier, and the like on its other side. Runs that meet become one; then a run goes as
 * far back in the text as it can, unless it can stand opposite to a change of the other text.
 */
final class ChangedRuns {
    private final int[] lines;
    private final boolean[] changed;
    private final boolean[] opposite;

    /** The run; {@code end} is behind its last line. */
    private int start;

    private int end;

    /** The unchanged line of the other text that is the one behind the run. */
    private int place;

    private ChangedRuns(int[] lines, boolean[] changed, boolean[] opposite) {
        this.lines = lines;
        this.changed = changed;
        this.opposite = opposite;
    }

    /**
     * Slides the runs of one text.
     *
     * @param lines number of each line
     * @param changed which lines are changed; altered
     * @param opposite which lines of the other text are changed
     */
    static void slide(int[] lines, boolean[] changed, boolean[] opposite) {
        ChangedRuns runs = new ChangedRuns(lines, changed, opposite);
        while (runs.findNext()) {
            runs.settle();
        }
    }

    private boolean findNext() {
        start = end;
        while (start < lines.length && !changed[start]) {
            passChanges();
            place++;
            start++;
        }
        if (start == lines.length) {
            return false;
        }
        end = start;
        passChanges();
        while (isChanged(end)) {
            end++;
        }
        return true;
    }

    private void settle() {
        int length;
        int besides;
        do {
            length = end - start;
            while (start > 0 && lines[start - 1] == lines[end - 1]) {
                moveBack();
            }
            besides = isOppositeChanged(place - 1) ? end : -1;
            while (end < lines.length && lines[start] == lines[end]) {
                if (moveForward()) {
                    besides = end;
                }
            }
        } while (length != end - start);
        while (besides >= 0 && besides < end) {
            moveBack();
        }
    }

    private void moveBack() {
        changed[--start] = true;
        changed[--end] = false;
        while (isChanged(start - 1)) {
            start--;
        }
        do {
            place--;
        } while (isOppositeChanged(place));
    }

    /** Whether the run's end now lies opposite to a change. */
    private boolean moveForward() {
        changed[start++] = false;
        changed[end++] = true;
        while (isChanged(end)) {
            end++;
        }
        int unchanged = ++place;
        passChanges();
        return place > unchanged;
    }

    private void passChanges() {
        while (isOppositeChanged(place)) {
            place++;
        }
    }

    private boolean isChanged(int line) {
        return line >= 0 && line < changed.length && changed[line];
    }

    private boolean isOppositeChanged(int line) {
        return line >= 0 && line < opposite.length && opposite[line];
    }
}
