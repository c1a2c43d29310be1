package io.jenkins.plugins.packer.pipeline.result;

import java.util.Locale;

/** Durations for people. */
final class Durations {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private Durations() {}

    /** Such as {@code 1.2 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
    static String text(long milliseconds) {
        if (milliseconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0);
        }
        if (milliseconds < HOUR) {
            return milliseconds / MINUTE + " min " + milliseconds % MINUTE / 1000 + " s";
        }
        return milliseconds / HOUR + " h " + milliseconds % HOUR / MINUTE + " min";
    }
}
