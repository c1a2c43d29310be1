package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;

/**
 * A time with its offset from UTC, which may be larger than Java's own {@code ZoneOffset} takes.
 *
 * @param local what clocks show there
 * @param offset seconds east of UTC
 */
record Timestamp(LocalDateTime local, int offset) {

    Timestamp plus(Duration duration) {
        try {
            return new Timestamp(local.plus(duration), offset);
        } catch (DateTimeException | ArithmeticException e) {
            throw new FunctionException("the time is too far away: " + e.getMessage());
        }
    }

    /** Seconds since 1970-01-01T00:00:00Z. */
    long epochSecond() {
        return local.toEpochSecond(java.time.ZoneOffset.UTC) - offset;
    }

    /** Without a fraction of the second. */
    String rfc3339() {
        StringBuilder text = new StringBuilder(25);
        appendPadded(text, local.getYear(), 4);
        appendPadded(text.append('-'), local.getMonthValue(), 2);
        appendPadded(text.append('-'), local.getDayOfMonth(), 2);
        appendPadded(text.append('T'), local.getHour(), 2);
        appendPadded(text.append(':'), local.getMinute(), 2);
        appendPadded(text.append(':'), local.getSecond(), 2);
        return text.append(offset == 0 ? "Z" : zone(":")).toString();
    }

    /** The offset as hours and minutes with this between them. */
    String zone(String separator) {
        int minutes = Math.abs(offset / 60);
        StringBuilder text = new StringBuilder(offset / 60 < 0 ? "-" : "+");
        appendPadded(text, minutes / 60, 2);
        appendPadded(text.append(separator), minutes % 60, 2);
        return text.toString();
    }

    /** Appends a number with zeros before it. */
    static void appendPadded(StringBuilder text, int number, int width) {
        String digits = Integer.toString(Math.abs(number));
        text.append(number < 0 ? "-" : "").append("0".repeat(Math.max(0, width - digits.length())));
        text.append(digits);
    }
}
