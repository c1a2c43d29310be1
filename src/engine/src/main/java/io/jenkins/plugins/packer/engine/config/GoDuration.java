package io.jenkins.plugins.packer.engine.config;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Durations as Go writes them: {@code 1h15m30.5s}, with the units {@code ns}, {@code us}, {@code ms}, {@code s},
 * {@code m} and {@code h}, as specified by Go's {@code time.ParseDuration}.
 */
public final class GoDuration {
    private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException with a message for the user when the text is none
     */
    public static Duration parse(String text) {
        int at = 0;
        boolean negative = false;
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            at = 1;
        }
        if (text.substring(at).equals("0")) {
            return Duration.ZERO;
        }
        if (at == text.length()) {
            throw invalid(text);
        }
        BigDecimal nanos = BigDecimal.ZERO;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isNumberPart(text.charAt(end))) {
                end++;
            }
            BigDecimal amount = amount(text, text.substring(at, end));
            int unitEnd = end;
            while (unitEnd < text.length() && !isNumberPart(text.charAt(unitEnd))) {
                unitEnd++;
            }
            nanos = nanos.add(amount.multiply(BigDecimal.valueOf(unit(text, text.substring(end, unitEnd)))));
            at = unitEnd;
        }
        if (nanos.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is longer than a duration can be (about 292 years)");
        }
        long whole = nanos.longValue();
        return Duration.ofNanos(negative ? -whole : whole);
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static BigDecimal amount(String text, String digits) {
        if (digits.isEmpty() || digits.equals(".") || digits.indexOf('.') != digits.lastIndexOf('.')) {
            throw invalid(text);
        }
        return new BigDecimal(digits);
    }

    private static long unit(String text, String unit) {
        switch (unit) {
            case "ns":
                return 1L;
            case "us":
            case "µs":
            case "μs":
                return 1_000L;
            case "ms":
                return 1_000_000L;
            case "s":
                return 1_000_000_000L;
            case "m":
                return 60_000_000_000L;
            case "h":
                return 3_600_000_000_000L;
            case "":
                throw new IllegalArgumentException("missing unit in duration \"" + text
                        + "\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"");
            default:
                throw new IllegalArgumentException("unknown unit \"" + unit + "\" in duration \"" + text
                        + "\"; the units are h, m, s, ms, us and ns");
        }
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "invalid duration \"" + text + "\"; write a number with a unit, such as \"30s\", \"5m\" or \"1h30m\"");
    }
}
