package io.jenkins.plugins.packer.cli.diff;

import io.jenkins.plugins.packer.cli.diff.ShortestEdit.Edit;
import java.util.Arrays;

/** Which lines of two texts make up their difference: a shortest edit, presented well. */
final class LineComparison {
    private LineComparison() {}

    /**
     * The lines to remove and to add.
     *
     * @param before numbers of the first text's lines
     * @param after numbers of the second's; equal lines have equal numbers
     */
    static Edit edit(int[] before, int[] after) {
        boolean[] removed = new boolean[before.length];
        boolean[] added = new boolean[after.length];
        int same = commonStart(before, after);
        int sameAtEnd = Math.max(0, commonEnd(before, after, same) - UnifiedDiff.CONTEXT);
        same = Math.max(0, same - UnifiedDiff.CONTEXT);
        int[] left = Arrays.copyOfRange(before, same, before.length - sameAtEnd);
        int[] right = Arrays.copyOfRange(after, same, after.length - sameAtEnd);
        boolean[] leftChanged = LineSieve.changed(left, right);
        boolean[] rightChanged = LineSieve.changed(right, left);
        Edit edit = ShortestEdit.between(others(left, leftChanged), others(right, rightChanged));
        mark(leftChanged, edit.removed());
        mark(rightChanged, edit.added());
        ChangedRuns.slide(left, leftChanged, rightChanged);
        ChangedRuns.slide(right, rightChanged, leftChanged);
        System.arraycopy(leftChanged, 0, removed, same, left.length);
        System.arraycopy(rightChanged, 0, added, same, right.length);
        return new Edit(removed, added);
    }

    private static int commonStart(int[] before, int[] after) {
        int mismatch = Arrays.mismatch(before, after);
        return mismatch < 0 ? before.length : mismatch;
    }

    private static int commonEnd(int[] before, int[] after, int start) {
        int count = 0;
        int most = Math.min(before.length, after.length) - start;
        while (count < most && before[before.length - 1 - count] == after[after.length - 1 - count]) {
            count++;
        }
        return count;
    }

    private static int[] others(int[] lines, boolean[] changed) {
        int[] others = new int[lines.length];
        int count = 0;
        for (int i = 0; i < lines.length; i++) {
            if (!changed[i]) {
                others[count++] = lines[i];
            }
        }
        return Arrays.copyOf(others, count);
    }

    /** Carries marks of the lines that were not changed yet over to their places among all lines. */
    private static void mark(boolean[] changed, boolean[] marks) {
        int next = 0;
        for (int i = 0; i < changed.length; i++) {
            if (!changed[i]) {
                changed[i] = marks[next++];
            }
        }
    }
}
