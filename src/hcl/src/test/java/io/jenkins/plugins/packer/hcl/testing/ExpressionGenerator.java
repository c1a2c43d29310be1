package io.jenkins.plugins.packer.hcl.testing;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random expressions over {@link SampleVariables}: mostly of the type that their place wants, sometimes of any. */
public final class ExpressionGenerator {
    private static final String[] TEXTS = {
        "s", "t", "e", "us", "ns", "x", "\"lit\"", "\"7\"", "\"true\"", "\"\"", "\"é\""
    };
    private static final String[] NUMBERS = {
        "n", "z", "neg", "big", "un", "nn", "xn", "0", "1", "2", "3", "-1", "0.5", "10", "1e3", "0.1", "7.25"
    };
    private static final String[] TRUTHS = {"b", "f", "ub", "nb", "true", "false"};
    private static final String[] SEQUENCES = {
        "ls",
        "le",
        "ln",
        "lu",
        "lo",
        "lls",
        "ss",
        "sn",
        "so",
        "su",
        "se",
        "ul",
        "uset",
        "ut",
        "nl",
        "tu",
        "tt",
        "et",
        "xl",
        "xe",
        "[]",
        "[1, 2]",
        "[\"a\", 1]",
        "[null]",
        "[[1], [\"a\"]]"
    };
    private static final String[] RECORDS = {
        "ms",
        "mn",
        "me",
        "um",
        "uo",
        "no",
        "o",
        "p",
        "eo",
        "{}",
        "{a = 1}",
        "{b = \"x\", a = n}",
        "{(s) = 1}",
        "{a = dy}"
    };
    private static final String[] ANYTHING = {"nu", "dy", "null", "nope"};
    private static final String[] NAMES = {"a", "b", "c", "d"};
    private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%"};
    private static final String[] COMPARISONS = {"<", ">", "<=", ">="};

    /** What an expression is meant to be. */
    public enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        SEQUENCE,
        RECORD,
        ANY
    }

    /** Calls of functions, which may stand wherever an expression may. */
    @FunctionalInterface
    public interface Calls {
        /** A call that gives what is wanted, with arguments of at most this depth. */
        String next(Kind wanted, int depth, ExpressionGenerator arguments);
    }

    private final Random random;
    private final @Nullable Calls calls;
    /** Variables of the for expressions around. */
    private int bound;

    /** Expressions that call no function. */
    public ExpressionGenerator(Random random) {
        this(random, null);
    }

    /** Expressions that call these functions, too. */
    public ExpressionGenerator(Random random, @Nullable Calls calls) {
        this.random = random;
        this.calls = calls;
    }

    /** The next expression. */
    public String next() {
        bound = 0;
        return expression(Kind.ANY, 1 + random.nextInt(4));
    }

    /** A variable or a constant of any type. */
    public String leaf() {
        bound = 0;
        return leaf(anyKind());
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Kind anyKind() {
        return Kind.values()[random.nextInt(Kind.values().length - 1)];
    }

    /** An expression that is mostly of this kind. */
    public String expression(Kind wanted, int depth) {
        Kind kind = wanted == Kind.ANY || chance(12) ? anyKind() : wanted;
        if (depth <= 0 || chance(15)) {
            return leaf(kind);
        }
        if (calls != null && chance(35)) {
            return calls.next(kind, depth - 1, this);
        }
        return switch (random.nextInt(10)) {
            case 0 -> conditional(kind, depth);
            case 1 -> expression(Kind.SEQUENCE, depth - 1) + "[" + expression(Kind.NUMBER, depth - 1) + "]";
            case 2 ->
                expression(Kind.RECORD, depth - 1) + (chance(50) ? "." + pick(NAMES) : "[\"" + pick(NAMES) + "\"]");
            case 3 -> "(" + expression(kind, depth - 1) + ")";
            case 4 -> expression(Kind.RECORD, depth - 1) + "[" + expression(Kind.TEXT, depth - 1) + "]";
            default -> ofKind(kind, depth - 1);
        };
    }

    private String leaf(Kind kind) {
        if (bound > 0 && chance(40)) {
            return (chance(50) ? "k" : "v") + random.nextInt(bound);
        }
        if (chance(6)) {
            return pick(ANYTHING);
        }
        return switch (kind) {
            case TEXT -> pick(TEXTS);
            case NUMBER -> pick(NUMBERS);
            case TRUTH -> pick(TRUTHS);
            case SEQUENCE -> pick(SEQUENCES);
            case RECORD -> pick(RECORDS);
            case ANY -> pick(ANYTHING);
        };
    }

    private String conditional(Kind kind, int depth) {
        return "(" + expression(Kind.TRUTH, depth - 1) + " ? " + expression(kind, depth - 1) + " : "
                + expression(kind, depth - 1) + ")";
    }

    private String ofKind(Kind kind, int depth) {
        return switch (kind) {
            case TEXT -> template(depth);
            case NUMBER ->
                chance(85)
                        ? "(" + expression(Kind.NUMBER, depth) + " " + pick(ARITHMETIC) + " "
                                + expression(Kind.NUMBER, depth) + ")"
                        : "(-" + expression(Kind.NUMBER, depth) + ")";
            case TRUTH -> truth(depth);
            case SEQUENCE -> sequence(depth);
            case RECORD -> record(depth);
            case ANY -> leaf(Kind.ANY);
        };
    }

    private String template(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "\"${" + expression(Kind.ANY, depth) + "}\"";
            case 1 ->
                "\"%{if " + expression(Kind.TRUTH, depth) + "}yes${" + expression(Kind.TEXT, depth)
                        + "}%{else}no%{endif}\"";
            case 2 -> {
                String collection = expression(Kind.SEQUENCE, depth);
                int variable = bound++;
                String text = "\"%{for k" + variable + ", v" + variable + " in " + collection + "}-${"
                        + expression(Kind.TEXT, depth) + "}%{endfor}\"";
                bound--;
                yield text;
            }
            default ->
                "\"a${" + expression(chance(50) ? Kind.TEXT : Kind.NUMBER, depth) + "}b${"
                        + expression(Kind.TEXT, depth) + "}\"";
        };
    }

    private String truth(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "(!" + expression(Kind.TRUTH, depth) + ")";
            case 1 -> {
                Kind kind = anyKind();
                yield "(" + expression(kind, depth) + pick(" == ", " != ") + expression(kind, depth) + ")";
            }
            case 2 ->
                "(" + expression(Kind.NUMBER, depth) + " " + pick(COMPARISONS) + " " + expression(Kind.NUMBER, depth)
                        + ")";
            default -> "(" + expression(Kind.TRUTH, depth) + pick(" && ", " || ") + expression(Kind.TRUTH, depth) + ")";
        };
    }

    private String sequence(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "[" + expression(anyKind(), depth) + ", " + expression(anyKind(), depth) + "]";
            case 1, 2 -> splat(depth);
            default -> {
                String collection = expression(chance(70) ? Kind.SEQUENCE : Kind.RECORD, depth);
                int variable = bound++;
                String text = "[for k" + variable + ", v" + variable + " in " + collection + " : "
                        + expression(anyKind(), depth)
                        + (chance(40) ? " if " + expression(Kind.TRUTH, depth) : "") + "]";
                bound--;
                yield text;
            }
        };
    }

    private String splat(int depth) {
        String source = expression(chance(70) ? Kind.SEQUENCE : anyKind(), depth);
        return switch (random.nextInt(6)) {
            case 0 -> source + "[*]";
            case 1 -> source + ".*." + pick(NAMES);
            case 2 -> source + "[*][" + expression(Kind.NUMBER, depth) + "]";
            case 3 -> source + "[*]." + pick(NAMES) + "[*]";
            default -> source + "[*]." + pick(NAMES);
        };
    }

    private String record(int depth) {
        if (chance(45)) {
            List<String> keys = List.of("a", "b", "\"c\"", "(" + expression(Kind.TEXT, depth) + ")", "1", "o.a");
            String key = keys.get(random.nextInt(chance(90) ? 5 : 6));
            return "{" + pick(NAMES) + " = " + expression(anyKind(), depth) + ", " + key + " = "
                    + expression(anyKind(), depth) + "}";
        }
        String collection = expression(chance(60) ? Kind.SEQUENCE : Kind.RECORD, depth);
        int variable = bound++;
        String key = chance(50) ? (chance(50) ? "k" : "v") + variable : expression(Kind.TEXT, depth);
        String text = "{for k" + variable + ", v" + variable + " in " + collection + " : " + key + " => "
                + expression(anyKind(), depth) + (chance(30) ? "..." : "")
                + (chance(30) ? " if " + expression(Kind.TRUTH, depth) : "") + "}";
        bound--;
        return text;
    }
}
