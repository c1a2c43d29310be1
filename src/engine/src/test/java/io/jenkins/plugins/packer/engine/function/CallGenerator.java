package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.testing.ExpressionGenerator;
import io.jenkins.plugins.packer.hcl.testing.ExpressionGenerator.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Random calls of functions: mostly with arguments of the right kind, some with others, too few or too many. The files
 * {@code signatures.txt} and {@code arguments.txt} say which functions take what: one letter for each parameter, a star
 * after the last one if it may be repeated.
 */
final class CallGenerator implements ExpressionGenerator.Calls {
    private static final List<String> ANYTHING = List.of(
            "nu", "ns", "nn", "nb", "nl", "no", "dy", "us", "un", "ub", "ul", "um", "uo", "ut", "b", "f", "s", "n",
            "ls", "o", "tu", "ss", "x", "xl", "xe", "ms");

    private record Signature(String name, String parameters) {}

    private final Random random;
    private final Map<Character, List<String>> leaves = new TreeMap<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final Map<Kind, List<Signature>> byResult = new EnumMap<>(Kind.class);

    /** Calls of those functions of the list that are among the names. */
    CallGenerator(Random random, Set<String> names) {
        this.random = random;
        for (String line : lines("arguments.txt")) {
            leaves.computeIfAbsent(line.charAt(0), letter -> new ArrayList<>()).add(line.substring(2));
        }
        for (String line : lines("signatures.txt")) {
            String[] words = line.split(" ");
            if (names.contains(words[0])) {
                Signature signature = new Signature(words[0], words[1]);
                signatures.add(signature);
                byResult.computeIfAbsent(Kind.valueOf(words[2]), kind -> new ArrayList<>())
                        .add(signature);
            }
        }
    }

    /** All functions that the list has a signature of. */
    static List<String> listed() {
        return lines("signatures.txt").stream().map(line -> line.split(" ")[0]).toList();
    }

    private static List<String> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(CallGenerator.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    /** A call of any function. */
    String next() {
        return call(pick(signatures), 2, null);
    }

    @Override
    public String next(Kind wanted, int depth, ExpressionGenerator arguments) {
        boolean fits = byResult.containsKey(wanted) && random.nextInt(5) > 0;
        return call(pick(fits ? byResult.get(wanted) : signatures), depth, arguments);
    }

    private String call(Signature function, int depth, ExpressionGenerator expressions) {
        String signature = function.parameters();
        StringBuilder text = new StringBuilder(function.name()).append('(');
        boolean variadic = signature.endsWith("*");
        int fixed = variadic ? signature.length() - 1 : signature.length();
        int count = variadic ? fixed + random.nextInt(3) - (random.nextInt(8) == 0 ? 1 : 0) : fixed;
        if (random.nextInt(60) == 0) {
            count += random.nextBoolean() ? 1 : -1;
        }
        for (int i = 0; i < count; i++) {
            char kind = signature.charAt(Math.min(i, fixed - 1));
            text.append(i > 0 ? ", " : "").append(argument(kind, depth, expressions));
        }
        boolean expands = count > 0 && random.nextInt(40) == 0;
        return text.append(expands ? "...)" : ")").toString();
    }

    private String argument(char letter, int depth, ExpressionGenerator expressions) {
        if ("tWCZ".indexOf(letter) >= 0) {
            // A type is no expression, and a width that is computed could fill Go's memory.
            return pick(leaves.get(letter));
        }
        if (expressions != null && depth > 0 && random.nextInt(2) == 0) {
            return expressions.expression(kind(letter), depth);
        }
        if (expressions == null && depth > 0 && random.nextInt(7) == 0) {
            return call(pick(signatures), depth - 1, null);
        }
        if (letter == 'A') {
            return argument(random.nextInt(3) == 0 ? 'l' : "snk".charAt(random.nextInt(3)), depth, expressions);
        }
        if (letter == 'a') {
            return pick(leaves.get("snlmk".charAt(random.nextInt(5))));
        }
        return random.nextInt(12) == 0 ? pick(ANYTHING) : pick(leaves.get(letter));
    }

    private static Kind kind(char letter) {
        return switch (letter) {
            case 'n' -> Kind.NUMBER;
            case 'l', 'c', 'k', 'T' -> Kind.SEQUENCE;
            case 'm' -> Kind.RECORD;
            case 'a', 'A' -> Kind.ANY;
            default -> Kind.TEXT;
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
