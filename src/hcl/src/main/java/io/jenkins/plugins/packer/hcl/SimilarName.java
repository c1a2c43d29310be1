package io.jenkins.plugins.packer.hcl;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** What the user may have meant: a name that is at most two letters off, as in HCL's Go implementation. */
public final class SimilarName {
    private static final int TOO_FAR = 3;

    private SimilarName() {}

    /** The closest name, or the alphabetically first of several; nothing in common is not close. */
    public static Optional<String> to(String given, Collection<String> names) {
        String closest = null;
        int least = Math.min(TOO_FAR, given.length());
        for (String name : new TreeSet<>(names)) {
            if (Math.abs(name.length() - given.length()) < least) {
                int distance = distance(given, name);
                if (distance < least) {
                    closest = name;
                    least = distance;
                }
            }
        }
        return Optional.ofNullable(closest);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
