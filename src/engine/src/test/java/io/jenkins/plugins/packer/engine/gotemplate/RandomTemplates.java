package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.List;
import java.util.Random;

/** Templates by chance: grown from the grammar, or known ones with a few letters changed. */
final class RandomTemplates {
    private static final String[] FIELDS = {
        ".S",
        ".Empty",
        ".U",
        ".H",
        ".I",
        ".N",
        ".Zero",
        ".F",
        ".Big",
        ".Small",
        ".T",
        ".B",
        ".Null",
        ".L",
        ".EL",
        ".EM",
        ".NL",
        ".M",
        ".M.x",
        ".M.y",
        ".M.n.deep",
        ".M.n.null",
        ".M.n.null.x",
        ".M.none",
        ".Missing",
        ".Text",
        ".",
        "$",
        "$.S",
        "$.M.x"
    };
    private static final String[] LITERALS = {
        "\"text\"",
        "`raw\\n`",
        "\"a\\tb\\u00e9\\x41\\101\"",
        "\"\"",
        "1",
        "0",
        "-3",
        "+2",
        "0x1F",
        "0b101",
        "0o17",
        "017",
        "1_000",
        "1.5",
        "-0.25",
        "1e3",
        "1e21",
        ".5",
        "5.",
        "'a'",
        "'\\n'",
        "'é'",
        "true",
        "false",
        "nil",
        "0x1p4",
        "9223372036854775807",
        "123456789.125",
        "0.1"
    };
    private static final String[] REJECTED = {"9223372036854775808", "1e400", "nil", ".M.n.null.x", "08", "1_"};
    private static final String[] FUNCTIONS = {
        // Those that take anything are here more often, so that more of the templates are accepted.
        "print",
        "print",
        "print",
        "println",
        "html",
        "html",
        "js",
        "urlquery",
        "same",
        "same",
        "not",
        "and",
        "or",
        "and",
        "or",
        "print",
        "print",
        "same",
        "println",
        "js",
        "and",
        "or",
        "not",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "len",
        "index",
        "slice",
        "print",
        "println",
        "html",
        "js",
        "urlquery",
        "upper",
        "add",
        "concat",
        "same",
        "fail",
        "printf"
    };
    private static final String[] VERBS = {
        "v", "s", "d", "q", "x", "X", "t", "f", "e", "E", "g", "G", "c", "o", "O", "b", "U", "T", "%", "z", "F", "!",
        "é"
    };
    private static final String[] FLAGS = {
        "", "", "", "#", "+", "-", "0", " ", "5", "05", "-8", "+6", ".2", "8.3", "-08.1", ".0", "#x", "*", ".*", "[1]",
        "[2]", "[3]*", "[1]5", "# ", "+#", "."
    };
    private static final String[] FRAGMENTS = {
        "{{",
        "}}",
        "{{- ",
        " -}}",
        "\"",
        "`",
        "'",
        "(",
        ")",
        "|",
        ".",
        "$",
        ":=",
        "=",
        " ",
        "\n",
        "{{end}}",
        "{{else}}",
        "{{else if .T}}",
        "if",
        "range",
        "with",
        "end",
        "nil",
        "/*",
        "*/",
        "\\",
        ",",
        "{{break}}",
        "{{continue}}",
        "-",
        "1",
        "é",
        "}",
        "{",
        "$x",
        ".S",
        "{{define \"x\"}}",
        "{{template \"x\" .}}"
    };

    private final Random random;

    RandomTemplates(long seed) {
        this.random = new Random(seed);
    }

    String mutation(List<String> known) {
        StringBuilder text = new StringBuilder(pick(known));
        int changes = 1 + random.nextInt(4) / 3;
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                case 2 -> text.replace(at, end, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                case 3 -> text.insert(at, text.substring(at, end));
                default -> {
                    String other = pick(known);
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + 12));
                }
            }
        }
        return wellFormed(text);
    }

    /** Half a surrogate pair is no text that could be sent to Go. */
    private static String wellFormed(StringBuilder text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(out::appendCodePoint);
        return out.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String pick(String[] array) {
        return array[random.nextInt(array.length)];
    }

    String grown() {
        StringBuilder defined = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            defined.append("{{define \"t")
                    .append(i)
                    .append("\"}}")
                    .append(body(0, false))
                    .append("{{end}}");
        }
        return defined + body(1 + random.nextInt(3), false);
    }

    private String body(int depth, boolean inRange) {
        StringBuilder out = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            out.append(random.nextInt(3) == 0 ? pick(new String[] {"text", " a ", "\n", "é", "\t x\n"}) : "");
            out.append(action(depth, inRange));
        }
        return out.toString();
    }

    private String action(int depth, boolean inRange) {
        String left = random.nextInt(6) == 0 ? "{{- " : "{{";
        String right = random.nextInt(6) == 0 ? " -}}" : "}}";
        int kind = depth == 0 ? random.nextInt(5) : random.nextInt(11);
        return switch (kind) {
            case 5 ->
                left + "if " + pipeline(2) + right + body(depth - 1, inRange)
                        + (random.nextBoolean() ? "{{else if " + pipeline(1) + "}}" + body(depth - 1, inRange) : "")
                        + (random.nextBoolean() ? left + "else" + right + body(depth - 1, inRange) : "") + left + "end"
                        + right;
            case 6 ->
                left + "with " + (random.nextBoolean() ? "$w := " : "") + pipeline(2) + right + body(depth - 1, inRange)
                        + (random.nextBoolean() ? "{{else}}no" : "") + "{{end}}";
            case 7, 8 ->
                left + "range " + pick(new String[] {"", "$e := ", "$i, $e := "}) + ranged() + right
                        + body(depth - 1, true) + (random.nextBoolean() ? "{{$x := .}}[{{$x}}]" : "")
                        + (random.nextInt(3) == 0 ? "{{else}}none" : "") + "{{end}}";
            case 9 -> left + operand(1) + right;
            case 10 -> left + "template \"t" + random.nextInt(3) + "\" " + pipeline(1) + right;
            case 4 ->
                inRange && random.nextBoolean()
                        ? "{{if " + pipeline(1) + "}}" + pick(new String[] {"{{break}}", "{{continue}}"}) + "{{end}}"
                        : "{{$x := " + pipeline(1) + "}}{{$x}}{{$x = " + pipeline(1) + "}}{{$x}}";
            default -> left + pipeline(3) + right;
        };
    }

    private String ranged() {
        return random.nextInt(4) == 0
                ? pipeline(1)
                : pick(new String[] {".L", ".M", ".EL", ".EM", ".NL", ".Null", "$.L"});
    }

    private String pipeline(int depth) {
        StringBuilder out = new StringBuilder(command(depth));
        for (int i = random.nextInt(4); i > 2; i--) {
            out.append(" | ").append(pick(FUNCTIONS)).append(random.nextBoolean() ? " " + operand(depth) : "");
        }
        return out.toString();
    }

    private String command(int depth) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return operand(depth);
        }
        if (kind == 1) {
            StringBuilder format = new StringBuilder("printf \"");
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                format.append('%').append(pick(FLAGS)).append(pick(VERBS)).append(pick(new String[] {"", "|", " "}));
            }
            format.append('"');
            for (int i = random.nextInt(4); i > 0; i--) {
                format.append(' ').append(operand(depth));
            }
            return format.toString();
        }
        String function = pick(FUNCTIONS);
        StringBuilder call = new StringBuilder(function);
        for (int i = argumentCount(function); i > 0; i--) {
            call.append(' ').append(operand(depth));
        }
        return call.toString();
    }

    /** The right number as a rule, any now and then. */
    private int argumentCount(String function) {
        if (random.nextInt(10) == 0) {
            return random.nextInt(4);
        }
        return switch (function) {
            case "not", "same", "len", "upper", "fail" -> 1;
            case "eq", "ne", "lt", "le", "gt", "ge", "add", "index" -> 2;
            default -> 1 + random.nextInt(3);
        };
    }

    private String operand(int depth) {
        int kind = random.nextInt(depth > 0 ? 5 : 3);
        if (kind <= 1) {
            return pick(FIELDS);
        }
        if (kind == 2) {
            return random.nextInt(25) == 0 ? pick(REJECTED) : pick(LITERALS);
        }
        return "(" + pipeline(depth - 1) + ")" + (random.nextInt(20) == 0 ? ".x" : "");
    }
}
