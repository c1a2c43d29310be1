package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Writes a time in the format of {@code formatdate}: runs of one letter are verbs, quotes surround text that is none.
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/templates/hcl_templates/functions/datetime/formatdate">
 *     Packer's formatdate</a>
 */
final class DateFormat {
    private final String format;
    private final Timestamp time;
    private final StringBuilder out = new StringBuilder();
    private int position;

    private DateFormat(String format, Timestamp time) {
        this.format = format;
        this.time = time;
    }

    static String format(String format, Timestamp time) {
        return new DateFormat(format, time).run();
    }

    /** Name of the month. */
    static String month(LocalDateTime time) {
        return time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** Name of the day of the week. */
    static String weekday(LocalDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private String run() {
        while (position < format.length()) {
            char c = format.charAt(position);
            if (c == '\'') {
                quoted();
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                int start = position;
                while (position < format.length() && format.charAt(position) == c) {
                    position++;
                }
                verb(c, position - start);
            } else {
                out.append(c);
                position++;
            }
        }
        return out.toString();
    }

    /** Text in quotes; two quotes are one, within and without. */
    private void quoted() {
        if (format.startsWith("''", position)) {
            out.append('\'');
            position += 2;
            return;
        }
        position++;
        while (position < format.length()) {
            char c = format.charAt(position++);
            if (c == '\'') {
                if (position == format.length() || format.charAt(position) != '\'') {
                    return;
                }
                position++;
            }
            out.append(c);
        }
        throw new FunctionException(0, "unterminated literal '");
    }

    private void verb(char letter, int length) {
        LocalDateTime local = time.local();
        switch (letter) {
            case 'Y' -> year(local.getYear(), length);
            case 'M' -> {
                if (length > 2) {
                    name(month(local), length, 'M', 4, "month must be \"M\", \"MM\", \"MMM\", or \"MMMM\"");
                } else {
                    number(local.getMonthValue(), 'M', length, "month");
                }
            }
            case 'D' -> number(local.getDayOfMonth(), letter, length, "day of month");
            case 'E' -> name(weekday(local), length, 'E', 4, "day of week must either be \"EEE\" or \"EEEE\"");
            case 'h' -> number(local.getHour(), letter, length, "24-hour");
            case 'H' -> number((local.getHour() + 11) % 12 + 1, letter, length, "12-hour");
            case 'm' -> number(local.getMinute(), letter, length, "minute");
            case 's' -> number(local.getSecond(), letter, length, "second");
            case 'A', 'a' -> half(letter, length);
            case 'Z' -> zone(length);
            default -> throw invalid(letter, length, "");
        }
    }

    private static FunctionException invalid(char letter, int length, String reason) {
        String verb = Character.toString(letter).repeat(length);
        return new FunctionException(
                0, "invalid date format verb " + Quoted.of(verb) + (reason.isEmpty() ? "" : ": " + reason));
    }

    private void year(int year, int length) {
        if (length != 2 && length != 4) {
            throw invalid('Y', length, "year must either be \"YY\" or \"YYYY\"");
        }
        Timestamp.appendPadded(out, length == 2 ? year % 100 : year, length);
    }

    private void number(int number, char letter, int length, String what) {
        if (length > 2) {
            throw invalid(letter, length, what + " must either be \"" + letter + "\" or \"" + letter + letter + "\"");
        }
        Timestamp.appendPadded(out, number, length);
    }

    private void name(String name, int length, char letter, int full, String rule) {
        if (length != 3 && length != full) {
            throw invalid(letter, length, rule);
        }
        out.append(length == full ? name : name.substring(0, 3));
    }

    private void half(char letter, int length) {
        if (length != 2) {
            throw invalid(letter, length, "must be \"" + letter + letter + "\"");
        }
        String half = time.local().getHour() < 12 ? "AM" : "PM";
        out.append(letter == 'A' ? half : half.toLowerCase(Locale.ROOT));
    }

    private void zone(int length) {
        switch (length) {
            case 1 -> out.append(time.offset() == 0 ? "Z" : time.zone(":"));
            case 3 -> out.append(time.zone("").equals("+0000") ? "UTC" : time.zone(""));
            case 4 -> out.append(time.zone(""));
            case 5 -> out.append(time.zone(":"));
            default -> throw invalid('Z', length, "timezone must be Z, ZZZZ, or ZZZZZ");
        }
    }
}
