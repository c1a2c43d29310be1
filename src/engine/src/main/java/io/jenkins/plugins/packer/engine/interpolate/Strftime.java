package io.jenkins.plugins.packer.engine.interpolate;

import java.time.Instant;

/**
 * Writes a time in a format of C's strftime, with the directives that Packer knows: {@code %a %A %b %B %d %H %I %L %m
 * %M %p %S %y %Y %z %Z %%}. Others stay as they are, as in Packer.
 *
 * @see <a href="https://github.com/jehiah/go-strftime">go-strftime, which Packer uses</a>
 */
public final class Strftime {
    private Strftime() {}

    /** The time in UTC. */
    public static String format(String format, Instant time) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            i++;
            char directive = format.charAt(i);
            String layout = layout(directive);
            if (!layout.isEmpty()) {
                out.append(GoTimeLayout.format(layout, time));
            } else if (directive == '%') {
                out.append('%');
            } else {
                out.append('%').append(directive);
            }
        }
        return out.toString();
    }

    private static String layout(char directive) {
        return switch (directive) {
            case 'a' -> "Mon";
            case 'A' -> "Monday";
            case 'b' -> "Jan";
            case 'B' -> "January";
            case 'd' -> "02";
            case 'H' -> "15";
            case 'I' -> "03";
            case 'L' -> ".000";
            case 'm' -> "01";
            case 'M' -> "04";
            case 'p' -> "PM";
            case 'S' -> "05";
            case 'y' -> "06";
            case 'Y' -> "2006";
            case 'z' -> "-0700";
            case 'Z' -> "MST";
            default -> "";
        };
    }
}
