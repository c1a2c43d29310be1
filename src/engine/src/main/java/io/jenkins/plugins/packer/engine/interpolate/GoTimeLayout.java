package io.jenkins.plugins.packer.engine.interpolate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes a time in a layout of Go's: a layout shows how the reference time, Mon Jan 2 15:04:05 MST 2006, would look.
 *
 * @see <a href="https://pkg.go.dev/time#pkg-constants">Go's layouts</a>
 */
public final class GoTimeLayout {
    /** Layout of {@code isotime} without argument. */
    public static final String RFC3339 = "2006-01-02T15:04:05Z07:00";

    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    /** What stands for zones; of two that begin alike the longer is first, as Go tries them. */
    private static final String[] ZONES = {"070000", "07:00:00", "0700", "07:00", "07"};

    private final String layout;
    private final OffsetDateTime time;
    private final String zone;
    private final StringBuilder out = new StringBuilder();
    private int position;

    private GoTimeLayout(String layout, OffsetDateTime time, String zone) {
        this.layout = layout;
        this.time = time;
        this.zone = zone;
    }

    /** The time in UTC. */
    public static String format(String layout, Instant time) {
        return format(layout, time.atOffset(ZoneOffset.UTC), "UTC");
    }

    /**
     * The time with an offset.
     *
     * @param zone abbreviation for {@code MST} in the layout, such as {@code CET}; empty where there is none, which
     *     writes the offset
     */
    public static String format(String layout, OffsetDateTime time, String zone) {
        return new GoTimeLayout(layout, time, zone).run();
    }

    private String run() {
        while (position < layout.length()) {
            int before = position;
            element(layout.charAt(position));
            if (position == before) {
                out.append(layout.charAt(position++));
            }
        }
        return out.toString();
    }

    /** Writes the element that begins here and moves past it; stays where none begins. */
    private void element(char c) {
        switch (c) {
            case 'J', 'M' -> word();
            case '0' -> zeroPadded();
            case '_' -> spacePadded();
            case '1' -> {
                if (!take("15", two(time.getHour()))) {
                    take("1", number(time.getMonthValue()));
                }
            }
            case '2' -> {
                if (!take("2006", padded(time.getYear(), 4))) {
                    take("2", number(time.getDayOfMonth()));
                }
            }
            case '3' -> take("3", number(halfDayHour()));
            case '4' -> take("4", number(time.getMinute()));
            case '5' -> take("5", number(time.getSecond()));
            case 'P' -> take("PM", time.getHour() >= 12 ? "PM" : "AM");
            case 'p' -> take("pm", time.getHour() >= 12 ? "pm" : "am");
            case '-', 'Z' -> offset(c);
            case '.', ',' -> fraction(c);
            default -> {
                // not the beginning of any element
            }
        }
    }

    private void word() {
        String month = MONTHS[time.getMonthValue() - 1];
        String day = DAYS[time.getDayOfWeek().getValue() - 1];
        boolean taken = take("January", month)
                || standsAlone("Jan") && take("Jan", month.substring(0, 3))
                || take("Monday", day)
                || standsAlone("Mon") && take("Mon", day.substring(0, 3));
        if (!taken) {
            take("MST", zone.isEmpty() ? offset(false, 2) : zone);
        }
    }

    /** Whether the word here does not go on, as {@code Month} does. */
    private boolean standsAlone(String word) {
        int end = position + word.length();
        return end >= layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z';
    }

    private void zeroPadded() {
        boolean taken = take("01", two(time.getMonthValue()))
                || take("02", two(time.getDayOfMonth()))
                || take("03", two(halfDayHour()))
                || take("04", two(time.getMinute()))
                || take("05", two(time.getSecond()))
                || take("06", two(Math.abs(time.getYear()) % 100));
        if (!taken) {
            take("002", padded(time.getDayOfYear(), 3));
        }
    }

    private void spacePadded() {
        if (take("_2006", "_" + padded(time.getYear(), 4))) {
            return;
        }
        if (!take("_2", spaces(time.getDayOfMonth(), 2))) {
            take("__2", spaces(time.getDayOfYear(), 3));
        }
    }

    private void offset(char sign) {
        for (int i = 0; i < ZONES.length; i++) {
            if (layout.startsWith(ZONES[i], position + 1)) {
                boolean zulu = sign == 'Z' && time.getOffset().getTotalSeconds() == 0;
                out.append(zulu ? "Z" : offset(ZONES[i].indexOf(':') > 0, parts(ZONES[i])));
                position += 1 + ZONES[i].length();
                return;
            }
        }
    }

    private static int parts(String zone) {
        return zone.length() >= 6 ? 3 : zone.length() >= 4 ? 2 : 1;
    }

    private String offset(boolean colons, int parts) {
        int seconds = time.getOffset().getTotalSeconds();
        // Go takes the sign from whole minutes: an offset of less than one is positive.
        int minutes = Math.abs(seconds / 60);
        StringBuilder text = new StringBuilder(seconds / 60 < 0 ? "-" : "+").append(two(minutes / 60));
        if (parts > 1) {
            text.append(colons ? ":" : "").append(two(minutes % 60));
        }
        if (parts > 2) {
            text.append(colons ? ":" : "").append(secondsOf(seconds));
        }
        return text.toString();
    }

    private static String secondsOf(int offset) {
        int rest = (offset / 60 < 0 ? -offset : offset) % 60;
        return padded(rest, 2);
    }

    private void fraction(char separator) {
        int end = position + 1;
        char digit = end < layout.length() ? layout.charAt(end) : ' ';
        if (digit != '0' && digit != '9') {
            return;
        }
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        if (end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9') {
            return;
        }
        String digits = padded(time.getNano(), 9);
        int wanted = end - position - 1;
        int length = Math.min(wanted, 9);
        if (digit == '9') {
            while (length > 0 && digits.charAt(length - 1) == '0') {
                length--;
            }
        }
        if (length > 0) {
            out.append(separator).append(digits, 0, length);
        }
        position = end;
    }

    private boolean take(String element, String value) {
        if (!layout.startsWith(element, position)) {
            return false;
        }
        out.append(value);
        position += element.length();
        return true;
    }

    private int halfDayHour() {
        int hour = time.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static String number(int value) {
        return Integer.toString(value);
    }

    private static String two(int value) {
        return padded(value, 2);
    }

    private static String padded(int value, int width) {
        String digits = Integer.toString(Math.abs(value));
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits).toString();
    }

    private static String spaces(int value, int width) {
        StringBuilder text = new StringBuilder(Integer.toString(value));
        while (text.length() < width) {
            text.insert(0, ' ');
        }
        return text.toString();
    }
}
