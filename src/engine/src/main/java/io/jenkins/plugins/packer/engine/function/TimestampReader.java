package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.value.Quoted;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Reads timestamps: RFC 3339 strictly, as {@code formatdate} wants it, or with the liberties of Go's {@code time.Parse},
 * or as YAML has them.
 */
final class TimestampReader {
    private final String text;
    private final boolean lenient;
    private int position;

    private TimestampReader(String text, boolean lenient) {
        this.text = text;
        this.lenient = lenient;
    }

    /** Something is wrong with a timestamp; the message is a clause. */
    static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;

        FormatException(String message) {
            super("not a valid RFC3339 timestamp: " + message, null, false, false);
        }
    }

    /** RFC 3339 to the letter. */
    static Timestamp rfc3339(String text) throws FormatException {
        return new TimestampReader(text, false).read('T');
    }

    /** RFC 3339 with a space or {@code T} between date and time and the liberties of Go's parser. */
    static Optional<Timestamp> lenient(String text) {
        try {
            return Optional.of(new TimestampReader(text, true).read(text.indexOf(' ') > 0 ? ' ' : 'T'));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    /** A timestamp of YAML: numbers may have one digit, time and zone may be missing. */
    static Optional<Timestamp> yaml(String text) {
        if (text.length() < 5 || text.charAt(4) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimestampReader(text, true).readYaml());
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private Timestamp read(char introducer) throws FormatException {
        int year = number("year", 4, 4, 0, 9999);
        skip('-');
        int month = number("month", 2, 2, 1, 12);
        skip('-');
        int day = number("day of month", 2, 2, 1, 31);
        if (position < text.length() && text.charAt(position) != introducer) {
            throw new FormatException("missing required time introducer '" + introducer + "'");
        }
        skip(introducer);
        int hour = number("hour", lenient ? 1 : 2, 2, 0, 23);
        skip(':');
        int minute = number("minute", 2, 2, 0, 59);
        skip(':');
        int second = number("second", 2, 2, 0, 59);
        return timestamp(year, month, day, hour, minute, second, nanos(), offset());
    }

    private Timestamp readYaml() throws FormatException {
        int year = number("year", 4, 4, 0, 9999);
        skip('-');
        int month = number("month", 1, 2, 1, 12);
        skip('-');
        int day = number("day of month", 1, 2, 1, 31);
        if (position == text.length()) {
            return timestamp(year, month, day, 0, 0, 0, 0, 0);
        }
        char introducer = text.charAt(position++);
        if (introducer != 'T' && introducer != 't' && introducer != ' ') {
            throw new FormatException("missing time");
        }
        int hour = number("hour", 1, 2, 0, 23);
        skip(':');
        int minute = number("minute", 1, 2, 0, 59);
        skip(':');
        int second = number("second", 1, 2, 0, 59);
        int nanos = nanos();
        if (introducer != ' ') {
            return timestamp(year, month, day, hour, minute, second, nanos, offset());
        }
        requireEnd();
        return timestamp(year, month, day, hour, minute, second, nanos, 0);
    }

    private static Timestamp timestamp(
            int year, int month, int day, int hour, int minute, int second, int nanos, int offset)
            throws FormatException {
        try {
            return new Timestamp(LocalDateTime.of(year, month, day, hour, minute, second, nanos), offset);
        } catch (DateTimeException e) {
            throw new FormatException("cannot use \"" + day + "\" as day of month");
        }
    }

    private void skip(char expected) throws FormatException {
        if (position >= text.length()) {
            throw new FormatException("end of string where \"" + expected + "\" is expected");
        }
        if (text.charAt(position) != expected) {
            throw new FormatException(
                    "found " + Quoted.of(text.substring(position)) + " where \"" + expected + "\" is expected");
        }
        position++;
    }

    private int number(String what, int least, int most, int minimum, int maximum) throws FormatException {
        int start = position;
        int number = 0;
        while (position - start < most && isDigit(position)) {
            number = number * 10 + (text.charAt(position++) - '0');
        }
        if (start >= text.length()) {
            throw new FormatException("end of string before " + what);
        }
        if (position - start < least || number < minimum || number > maximum) {
            throw new FormatException("cannot use "
                    + Quoted.of(text.substring(start, Math.min(text.length(), start + most))) + " as " + what);
        }
        return number;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private int nanos() {
        boolean point =
                position < text.length() && (text.charAt(position) == '.' || lenient && text.charAt(position) == ',');
        if (!point || !isDigit(position + 1)) {
            return 0;
        }
        int nanos = 0;
        int scale = 100_000_000;
        for (position++; isDigit(position); position++) {
            nanos += (text.charAt(position) - '0') * scale;
            scale /= 10;
        }
        return nanos;
    }

    private int offset() throws FormatException {
        if (position >= text.length()) {
            throw new FormatException("end of string before UTC offset");
        }
        char sign = text.charAt(position++);
        int offset = 0;
        if (sign == '+' || sign == '-') {
            int hours = number("UTC offset", 2, 2, 0, lenient ? 24 : 23);
            skip(':');
            int minutes = number("UTC offset", 2, 2, 0, lenient ? 60 : 59);
            offset = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
        } else if (sign != 'Z') {
            throw new FormatException("cannot use " + Quoted.of(text.substring(position - 1)) + " as UTC offset");
        }
        requireEnd();
        return offset;
    }

    private void requireEnd() throws FormatException {
        if (position < text.length()) {
            throw new FormatException("extra text " + Quoted.of(text.substring(position)));
        }
    }
}
