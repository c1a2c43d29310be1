package io.jenkins.plugins.packer.engine.function;

import java.util.List;
import java.util.Random;

/** Random expressions that compute, round, read, compare and write numbers of all sizes. */
final class NumberExpressions {
    private static final List<String> EDGES = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.1",
            "0.5",
            "-0.5",
            "1.5",
            "2.5",
            "1e-7",
            "1e20",
            "1e21",
            "123456789",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551616",
            "0.30000000000000004",
            "1.7976931348623157e308",
            "1.8e308",
            "5e-324",
            "2e-324",
            "1e400",
            "1e-400",
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651",
            "(1 / 3)",
            "(2 / 3)",
            "(10 / 0.1)",
            "parseint(\"zzzzzzzzzzzzzzzzzzzzzzzz\", 36)",
            "\"7\"",
            "\"0.1\"",
            "\"-1e3\"",
            "big",
            "neg");
    private static final List<String> VERBS = List.of(
            "%v",
            "%d", "%s", "%e", "%f", "%g", "%E", "%G", "%b", "%o", "%x", "%X", "%q", "%#v", "%t", "%5d|", "%-8d|",
            "%08.3f", "%+d", "% d", "%.0f", "%.1f", "%.20f", "%.3e", "%.5g", "%.12g", "%+.2f", "%10v|", "%#x", "%.3v",
            "%012v", "%.40g");

    private final Random random;

    NumberExpressions(Random random) {
        this.random = random;
    }

    String next() {
        String a = number(2);
        String b = number(1);
        return switch (random.nextInt(16)) {
            case 0 -> "format(\"" + pick(VERBS) + "\", " + a + ")";
            case 1 -> "convert(" + a + ", string)";
            case 2 -> "\"${" + a + "}" + (random.nextBoolean() ? "" : "x") + "\"";
            case 3 -> "jsonencode(" + (random.nextBoolean() ? a : "[" + a + ", " + b + "]") + ")";
            case 4 -> "parseint(\"" + digits() + "\", " + (random.nextInt(70) - 2) + ")";
            case 5 -> pick(List.of("floor", "ceil", "signum", "abs")) + "(" + a + ")";
            case 6 -> "log(" + a + ", " + b + ")";
            case 7 -> "pow(" + a + ", " + (random.nextBoolean() ? "" + (random.nextInt(40) - 12) : b) + ")";
            case 8 -> pick(List.of("min", "max")) + "(" + a + ", " + b + ", " + number(0) + ")";
            case 9 -> a + pick(List.of(" == ", " != ", " < ", " <= ", " > ", " >= ")) + b;
            case 10 -> "jsondecode(\"" + literal() + "\")";
            case 11 -> "convert(\"" + literal() + "\", number)";
            case 12 -> "[for i in range(" + literal() + ", " + literal() + ", " + number(0) + ") : i]";
            case 13 -> "convert([" + a + ", " + b + ", " + number(0) + "], set(number))";
            default -> number(3);
        };
    }

    private String number(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return random.nextInt(3) == 0 ? pick(EDGES) : literal();
        }
        if (random.nextInt(8) == 0) {
            return "(-" + number(depth - 1) + ")";
        }
        return "(" + number(depth - 1) + " " + pick(List.of("+", "-", "*", "/", "%")) + " " + number(depth - 1) + ")";
    }

    private String literal() {
        StringBuilder text = new StringBuilder();
        int digits = 1 + random.nextInt(random.nextInt(6) == 0 ? 60 : 12);
        for (int i = 0; i < digits; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        if (random.nextBoolean() && digits > 1) {
            text.insert(1 + random.nextInt(digits - 1), '.');
        }
        if (random.nextInt(5) == 0) {
            text.append('e').append(random.nextInt(80) - 40);
        }
        return text.toString();
    }

    private String digits() {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        String alphabet = random.nextBoolean() ? "0123456789" : "0123456789abcdefzAFZ_ +";
        for (int i = 0; i <= random.nextInt(random.nextInt(5) == 0 ? 60 : 12); i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
