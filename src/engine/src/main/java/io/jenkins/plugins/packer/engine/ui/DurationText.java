package io.jenkins.plugins.packer.engine.ui;

import java.time.Duration;

/** Durations as Packer prints them. */
public final class DurationText {
    private static final String[] UNITS = {
        "year", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"
    };
    private static final long[] NANOS = {
        365L * 24 * 3600 * 1_000_000_000,
        7L * 24 * 3600 * 1_000_000_000,
        24L * 3600 * 1_000_000_000,
        3600L * 1_000_000_000,
        60L * 1_000_000_000,
        1_000_000_000,
        1_000_000,
        1_000
    };

    private DurationText() {}

    /**
     * The two largest parts that are not zero, such as {@code 3 seconds 120 milliseconds}: Packer's durations at the
     * end of a build (durafmt with {@code LimitFirstN(2)}).
     *
     * @param duration not negative; parts of a microsecond are left out
     */
    public static String words(Duration duration) {
        long left = duration.toNanos();
        StringBuilder words = new StringBuilder();
        int parts = 0;
        for (int unit = 0; unit < UNITS.length && parts < 2; unit++) {
            long count = left / NANOS[unit];
            left %= NANOS[unit];
            if (count > 0) {
                words.append(parts == 0 ? "" : " ").append(count).append(' ').append(UNITS[unit]);
                words.append(count == 1 ? "" : "s");
                parts++;
            }
        }
        return parts == 0 ? "0 seconds" : words.toString();
    }

    /** The short form in which templates write durations, such as {@code 1m30s} or {@code 1.5s}. */
    public static String brief(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < 1_000_000_000) {
            return nanos < 1_000
                    ? nanos + "ns"
                    : nanos < 1_000_000 ? decimal(nanos, 1_000) + "µs" : decimal(nanos, 1_000_000) + "ms";
        }
        long minutes = duration.toMinutes();
        String seconds = decimal(nanos - minutes * NANOS[4], 1_000_000_000) + "s";
        if (minutes == 0) {
            return seconds;
        }
        return (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
    }

    private static String decimal(long value, long unit) {
        return java.math.BigDecimal.valueOf(value)
                .divide(java.math.BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
