package io.jenkins.plugins.packer.cli.diff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The difference between two texts in the
 * <a href="https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html">unified format</a>, as {@code
 * diff -u} prints it. Packer starts that program; here it need not be installed.
 */
public final class UnifiedDiff {
    /** Unchanged lines around a change. */
    static final int CONTEXT = 3;

    private static final byte[] NO_NEWLINE = "\n\\ No newline at end of file\n".getBytes(StandardCharsets.UTF_8);

    private final TextLines before;
    private final TextLines after;
    private final boolean[] removed;
    private final boolean[] added;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private UnifiedDiff(TextLines before, TextLines after, ShortestEdit.Edit edit) {
        this.before = before;
        this.after = after;
        removed = edit.removed();
        added = edit.added();
    }

    /**
     * The difference, in the texts' own bytes; empty where there is none.
     *
     * @param oldLabel what the first text is called, such as {@code old/main.pkr.hcl}
     * @param newLabel what the second is called
     */
    public static byte[] of(byte[] before, byte[] after, String oldLabel, String newLabel) {
        if (Arrays.equals(before, after)) {
            return new byte[0];
        }
        List<TextLines> both = TextLines.ofBoth(before, after);
        UnifiedDiff diff = new UnifiedDiff(
                both.get(0),
                both.get(1),
                LineComparison.edit(both.get(0).numbers(), both.get(1).numbers()));
        diff.write("--- " + oldLabel + "\n+++ " + newLabel + "\n");
        diff.hunks();
        return diff.out.toByteArray();
    }

    private void hunks() {
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (isChanged(i, j)) {
                int leading = Math.min(CONTEXT, i);
                int[] end = hunkEnd(i, j);
                hunk(i - leading, end[0], j - leading, end[1]);
                i = end[0];
                j = end[1];
            } else {
                i++;
                j++;
            }
        }
    }

    private boolean isChanged(int i, int j) {
        return isRemoved(i) || isAdded(j);
    }

    private boolean isRemoved(int i) {
        return i < before.size() && removed[i];
    }

    private boolean isAdded(int j) {
        return j < after.size() && added[j];
    }

    /** Changes with less between them than their context takes up are shown together. */
    private int[] hunkEnd(int firstBefore, int firstAfter) {
        int i = firstBefore;
        int j = firstAfter;
        int unchanged = 0;
        while (unchanged <= 2 * CONTEXT && (i < before.size() || j < after.size())) {
            if (isChanged(i, j)) {
                i += isRemoved(i) ? 1 : 0;
                j += isAdded(j) ? 1 : 0;
                unchanged = 0;
            } else {
                i++;
                j++;
                unchanged++;
            }
        }
        int tooMany = Math.max(0, unchanged - CONTEXT);
        return new int[] {i - tooMany, j - tooMany};
    }

    private void hunk(int beforeStart, int beforeEnd, int afterStart, int afterEnd) {
        write("@@ -" + range(beforeStart, beforeEnd) + " +" + range(afterStart, afterEnd) + " @@\n");
        int i = beforeStart;
        int j = afterStart;
        while (i < beforeEnd || j < afterEnd) {
            if (isRemoved(i)) {
                line('-', before, i++);
            } else if (isAdded(j)) {
                line('+', after, j++);
            } else {
                line(' ', before, i++);
                j++;
            }
        }
    }

    /** Lines are counted from 1; an empty range is named by the line before it, a single line without its number. */
    private static String range(int start, int end) {
        int length = end - start;
        return length == 1 ? Integer.toString(end) : (length == 0 ? start : start + 1) + "," + length;
    }

    private void line(char mark, TextLines text, int line) {
        out.write(mark);
        ByteBuffer bytes = text.lines().get(line);
        out.write(bytes.array(), bytes.arrayOffset(), bytes.limit());
        if (!text.endsWithNewline(line)) {
            out.writeBytes(NO_NEWLINE);
        }
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
