package io.jenkins.plugins.packer.cli.diff;

import java.util.HashMap;
import java.util.Map;

/**
 * Sorts out the lines that need no search for a counterpart. A line that the other text does not have is changed for
 * sure. A line that the other text has many of, such as an empty one or a bracket, says little: between lines that are
 * changed for sure it counts as changed too, unless such lines are frequent there. This keeps a rewritten block in one
 * piece; the numbers are those of {@code diff}, whose output is to be met.
 */
final class LineSieve {
    private static final byte SEARCHED = 0;
    private static final byte ALONE = 1;
    private static final byte COMMON = 2;

    /** Counterparts from which on a line says little, in a text of less than 256 lines. */
    private static final int MANY = 5;

    /** So many lines from either end of a run no common line is given up, or until some that are alone in a row. */
    private static final int MARGIN = 8;

    private static final int IN_A_ROW = 3;

    private final byte[] kinds;

    private LineSieve(int[] lines, int[] others) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int other : others) {
            counts.merge(other, 1, Integer::sum);
        }
        int many = many(lines.length);
        kinds = new byte[lines.length];
        for (int i = 0; i < lines.length; i++) {
            int count = counts.getOrDefault(lines[i], 0);
            kinds[i] = count == 0 ? ALONE : count > many ? COMMON : SEARCHED;
        }
    }

    /**
     * Lines of one text that are changed without a search.
     *
     * @param lines numbers of its lines
     * @param others numbers of the other text's lines
     */
    static boolean[] changed(int[] lines, int[] others) {
        LineSieve sieve = new LineSieve(lines, others);
        sieve.judgeRuns();
        boolean[] changed = new boolean[lines.length];
        for (int i = 0; i < lines.length; i++) {
            changed[i] = sieve.kinds[i] != SEARCHED;
        }
        return changed;
    }

    /** Twice as many for a text of four times the size: about the square root. */
    private static int many(int size) {
        int many = MANY;
        for (int rest = size / 256; rest > 0; rest /= 4) {
            many *= 2;
        }
        return many;
    }

    /** A run of lines not to be searched for begins and ends with one that is alone. */
    private void judgeRuns() {
        int start = 0;
        while (start < kinds.length) {
            if (kinds[start] != ALONE) {
                kinds[start++] = SEARCHED;
                continue;
            }
            int end = start;
            int lastAlone = start;
            while (end < kinds.length && kinds[end] != SEARCHED) {
                lastAlone = kinds[end] == ALONE ? end : lastAlone;
                end++;
            }
            judge(start, lastAlone + 1);
            start = lastAlone + 1;
        }
    }

    private void judge(int start, int end) {
        int common = 0;
        for (int i = start; i < end; i++) {
            common += kinds[i] == COMMON ? 1 : 0;
        }
        if (common * 4 > end - start) {
            restore(start, end);
            return;
        }
        restoreStretches(start, end);
        restoreMargin(start, end, 1);
        restoreMargin(end - 1, start - 1, -1);
    }

    private void restore(int start, int end) {
        for (int i = start; i < end; i++) {
            if (kinds[i] == COMMON) {
                kinds[i] = SEARCHED;
            }
        }
    }

    /** Common lines one after another say more: as many as about the root of a quarter of the run. */
    private void restoreStretches(int start, int end) {
        int enough = 1;
        for (int rest = (end - start) / 16; rest > 0; rest /= 4) {
            enough *= 2;
        }
        enough++;
        int first = start;
        for (int i = start; i < end; i++) {
            if (kinds[i] != COMMON) {
                first = i + 1;
            } else if (i + 1 == end || kinds[i + 1] != COMMON) {
                if (i + 1 - first >= enough) {
                    restore(first, i + 1);
                }
            }
        }
    }

    private void restoreMargin(int from, int to, int step) {
        int inARow = 0;
        for (int i = from; i != to && inARow < IN_A_ROW; i += step) {
            if (kinds[i] == ALONE) {
                if (Math.abs(i - from) >= MARGIN) {
                    return;
                }
                inARow++;
            } else {
                kinds[i] = SEARCHED;
                inARow = 0;
            }
        }
    }
}
