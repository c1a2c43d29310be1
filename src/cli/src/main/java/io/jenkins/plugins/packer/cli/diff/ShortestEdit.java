package io.jenkins.plugins.packer.cli.diff;

import java.util.Arrays;

/**
 * Finds which elements of two sequences to remove and to add so that one becomes the other, as few as can be. This is
 * the variant in linear space of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): two searches, from
 * both ends, meet on a shortest path, and the parts before and behind that place are compared in turn.
 *
 * <p>Of several shortest paths the one is taken that {@code diff} takes; so diagonals are tried from the highest to the
 * lowest, the search from the front moves first, and an addition wins over a removal only where it gets further.
 */
final class ShortestEdit {
    /** Edits after which a search is cut short, so that two long texts without likeness are compared in fair time. */
    private static final int LEAST_PATIENCE = 4096;

    private static final int NOWHERE = Integer.MAX_VALUE;

    private final int[] before;
    private final int[] after;
    private final boolean[] removed;
    private final boolean[] added;

    /** How far along {@code before} a search got, by diagonal, which is the place in the one less that in the other. */
    private final int[] front;

    private final int[] back;
    private final int origin;
    private final int patience;

    private int middleBefore;
    private int middleAfter;

    private ShortestEdit(int[] before, int[] after) {
        this.before = before;
        this.after = after;
        removed = new boolean[before.length];
        added = new boolean[after.length];
        int diagonals = before.length + after.length + 3;
        front = new int[diagonals];
        back = new int[diagonals];
        origin = after.length + 1;
        patience = Math.max(LEAST_PATIENCE, (int) Math.sqrt(diagonals));
    }

    /**
     * What to remove and what to add.
     *
     * @param removed by the index in the first sequence
     * @param added by the index in the second
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Edit(boolean[] removed, boolean[] added) {}

    static Edit between(int[] before, int[] after) {
        ShortestEdit search = new ShortestEdit(before, after);
        search.compare(0, before.length, 0, after.length);
        return new Edit(search.removed, search.added);
    }

    private void compare(int beforeStart, int beforeEnd, int afterStart, int afterEnd) {
        int left = beforeStart;
        int top = afterStart;
        while (left < beforeEnd && top < afterEnd && before[left] == after[top]) {
            left++;
            top++;
        }
        int right = beforeEnd;
        int bottom = afterEnd;
        while (left < right && top < bottom && before[right - 1] == after[bottom - 1]) {
            right--;
            bottom--;
        }
        if (left == right) {
            Arrays.fill(added, top, bottom, true);
        } else if (top == bottom) {
            Arrays.fill(removed, left, right, true);
        } else {
            findMiddle(left, right, top, bottom);
            int x = middleBefore;
            int y = middleAfter;
            compare(left, x, top, y);
            compare(x, right, y, bottom);
        }
    }

    private void findMiddle(int left, int right, int top, int bottom) {
        int lowest = left - bottom;
        int highest = right - top;
        int frontLow = left - top;
        int frontHigh = frontLow;
        int backLow = right - bottom;
        int backHigh = backLow;
        boolean odd = (frontLow - backLow & 1) != 0;
        front[origin + frontLow] = left;
        back[origin + backLow] = right;
        for (int edits = 1; ; edits++) {
            frontLow = frontLow > lowest ? open(front, frontLow - 1, -1, -1) : frontLow + 1;
            frontHigh = frontHigh < highest ? open(front, frontHigh + 1, 1, -1) : frontHigh - 1;
            for (int diagonal = frontHigh; diagonal >= frontLow; diagonal -= 2) {
                int x = advance(diagonal, right, bottom);
                if (odd && backLow <= diagonal && diagonal <= backHigh && back[origin + diagonal] <= x) {
                    meetAt(x, diagonal);
                    return;
                }
            }
            backLow = backLow > lowest ? open(back, backLow - 1, -1, NOWHERE) : backLow + 1;
            backHigh = backHigh < highest ? open(back, backHigh + 1, 1, NOWHERE) : backHigh - 1;
            for (int diagonal = backHigh; diagonal >= backLow; diagonal -= 2) {
                int x = retreat(diagonal, left, top);
                if (!odd && frontLow <= diagonal && diagonal <= frontHigh && x <= front[origin + diagonal]) {
                    meetAt(x, diagonal);
                    return;
                }
            }
            if (edits >= patience) {
                settle(frontLow, frontHigh, left, right, top, bottom);
                return;
            }
        }
    }

    /** Takes a diagonal in; the one beyond it is as good as never reached. */
    private int open(int[] reached, int diagonal, int outwards, int never) {
        reached[origin + diagonal + outwards] = never;
        return diagonal;
    }

    private int advance(int diagonal, int right, int bottom) {
        int below = front[origin + diagonal - 1];
        int above = front[origin + diagonal + 1];
        int x = below < above ? above : below + 1;
        while (x < right && x - diagonal < bottom && before[x] == after[x - diagonal]) {
            x++;
        }
        front[origin + diagonal] = x;
        return x;
    }

    private int retreat(int diagonal, int left, int top) {
        int below = back[origin + diagonal - 1];
        int above = back[origin + diagonal + 1];
        int x = below < above ? below : above - 1;
        while (x > left && x - diagonal > top && before[x - 1] == after[x - 1 - diagonal]) {
            x--;
        }
        back[origin + diagonal] = x;
        return x;
    }

    private void meetAt(int x, int diagonal) {
        middleBefore = x;
        middleAfter = x - diagonal;
    }

    /** Parts where the search from the front got furthest; not the shortest way any more, but a way. */
    private void settle(int low, int high, int left, int right, int top, int bottom) {
        int best = -1;
        for (int diagonal = high; diagonal >= low; diagonal -= 2) {
            int x = Math.min(Math.min(front[origin + diagonal], right), bottom + diagonal);
            int progress = x - left + x - diagonal - top;
            if (x >= left && x - diagonal >= top && progress > best) {
                best = progress;
                meetAt(x, diagonal);
            }
        }
    }
}
