package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes faulty or unusual JSON out of good; the same seed gives the same. */
final class JsonMutator {
    private static final String[] SNIPPETS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "=",
        "\"",
        "\\",
        "\\\"",
        "\\n",
        "\\u00e9",
        "\\ud83d",
        "\\q",
        "\n",
        "\r\n",
        "\t",
        " ",
        "//",
        "'",
        "null",
        "true",
        "fals",
        "1",
        "-",
        "1.5e3",
        "0",
        "\"x\"",
        "\"//\": 1,",
        "\"a\":",
        "\"b\": 2,",
        "\"name\": \"n\",",
        "\"block\": {},",
        "\"source\": ",
        "{}",
        "[]",
        "{\"a\": 1}",
        "[{}, {}]",
        ", null",
        "${",
        "${s}",
        "%{if b}",
        "%{endif}",
        "${nope}",
        "${us}",
        "$${",
        "é",
        "e\u0301",
        "\u0301",
        "🇩🇪",
        "👩‍👩‍👧",
        "\uFEFF",
        "ls[0]",
        "list(string)",
        "\"${s}\": 1,",
        "\"hello\": 2,"
    };

    private static final String[] VALUES = {
        "null",
        "true",
        "1.5",
        "-0",
        "1e2",
        "\"x\"",
        "\"${s}\"",
        "\"${nope} ${us}\"",
        "{}",
        "[]",
        "{\"a\": 1, \"name\": \"n\"}",
        "[{}, {\"b\": 2}]",
        "\"ls[0]\"",
        "\"list(string)\"",
        "{\"${s}\": [1]}",
        "[[{\"a\": 1}]]"
    };
    private static final String[] PROPERTIES = {
        "\"a\": 1,", "\"b\": [],", "\"//\": {},", "\"name\": \"${s}\",", "\"block\": {},", "\"block\": [{}, 1],",
        "\"source\": {\"t\": {\"n\": {}}},", "\"variable\": null,", "\"nam\": 1,", "\"hello\": 2,", "\"${s}\": 3,",
                "\"default\": 0,",
        "\"b\": {\"x\": [{\"y\": {\"name\": 1}}]},", "\"e\u0301\": 1,"
    };
    private static final String[] TEXTS = {
        "a",
        " ",
        "${s}",
        "${n + 1}",
        "${nope}",
        "$${",
        "%{if b}",
        "%{endif}",
        "${",
        "}",
        "~}",
        "\\n",
        "\\\"",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud800",
        "\\\\",
        "é",
        "\u0301",
        "🇩🇪",
        "👩‍👩‍👧",
        "\uFEFF",
        ".a",
        "[0]",
        "(",
        ")",
        ",",
        "${ls[7]}",
        "${x}",
        "$",
        "%",
        "\u1100\u1161",
        "\u200D"
    };
    private static final String[] SPACES = {" ", "\t", "\n", "\r\n", "\r", "  \n\t"};

    private final Random random;
    private final List<Mutant> sources;

    /**
     * A source.
     *
     * @param mode as what it is read
     * @param source the bytes
     * @param wellFormed whether it is JSON
     */
    record Mutant(String mode, byte[] source, boolean wellFormed) {}

    JsonMutator(Random random, List<Mutant> sources) {
        this.random = random;
        this.sources = sources;
    }

    Mutant next() {
        Mutant origin = pick();
        byte[] bytes = origin.source();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bytes = mutate(bytes);
        }
        return new Mutant(origin.mode(), bytes, false);
    }

    private Mutant pick() {
        Mutant picked = sources.get(random.nextInt(sources.size()));
        // Most faulty files stay faulty, so they have less to show.
        boolean again = !picked.wellFormed() && random.nextInt(4) > 0;
        return again ? sources.get(random.nextInt(sources.size())) : picked;
    }

    private byte[] mutate(byte[] bytes) {
        return random.nextInt(3) == 0 ? mutateAnywhere(bytes) : mutateSoundly(bytes);
    }

    /** Changes one token in a way that likely leaves the file well-formed. */
    private byte[] mutateSoundly(byte[] bytes) {
        JsonScanner scanner = new JsonScanner(new SourceFile("", bytes));
        List<int[]> tokens = new ArrayList<>();
        for (; scanner.type() != JsonScanner.END; scanner.next()) {
            tokens.add(new int[] {
                scanner.type(),
                scanner.range().start().offset(),
                scanner.range().end().offset()
            });
        }
        if (tokens.isEmpty()) {
            return pickFrom(VALUES);
        }
        int[] token = tokens.get(random.nextInt(tokens.size()));
        byte[] before = Arrays.copyOfRange(bytes, 0, token[1]);
        byte[] itself = Arrays.copyOfRange(bytes, token[1], token[2]);
        byte[] rest = Arrays.copyOfRange(bytes, token[2], bytes.length);
        switch (token[0]) {
            case '{':
                return join(before, itself, pickFrom(PROPERTIES), rest);
            case '[':
                return join(before, itself, pickFrom(VALUES), ",".getBytes(StandardCharsets.UTF_8), rest);
            case ':', ',':
                return join(before, itself, pickFrom(SPACES), rest);
            case JsonScanner.STRING:
                int cut = 1 + random.nextInt(Math.max(1, itself.length - 1));
                return join(
                        before,
                        Arrays.copyOfRange(itself, 0, cut),
                        pickFrom(TEXTS),
                        Arrays.copyOfRange(itself, cut, itself.length),
                        rest);
            case JsonScanner.NUMBER, JsonScanner.WORD:
                return join(before, pickFrom(VALUES), rest);
            default:
                return join(before, pickFrom(SPACES), itself, rest);
        }
    }

    private byte[] pickFrom(String[] texts) {
        return texts[random.nextInt(texts.length)].getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mutateAnywhere(byte[] bytes) {
        int[] cuts = random.nextInt(3) == 0 ? anyCuts(bytes) : tokenCuts(bytes);
        byte[] before = Arrays.copyOfRange(bytes, 0, cuts[0]);
        byte[] piece = Arrays.copyOfRange(bytes, cuts[0], cuts[1]);
        byte[] between = Arrays.copyOfRange(bytes, cuts[1], cuts[2]);
        byte[] rest = Arrays.copyOfRange(bytes, cuts[2], bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> join(before, between, rest);
            case 1, 2 -> join(before, snippet(), piece, between, rest);
            case 3 -> join(before, piece, piece, between, rest);
            case 4 -> join(before, between, piece, rest);
            case 5 -> join(before, snippet(), between, rest);
            default -> {
                byte[] other = pick().source();
                int[] from = tokenCuts(other);
                yield join(
                        before,
                        Arrays.copyOfRange(other, from[0], Math.min(from[2], from[0] + 200)),
                        piece,
                        between,
                        rest);
            }
        };
    }

    /** Three places in order, the second close to the first. */
    private int[] anyCuts(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(8));
        return new int[] {from, to, to + random.nextInt(bytes.length - to + 1)};
    }

    private int[] tokenCuts(byte[] bytes) {
        List<Integer> starts = new ArrayList<>();
        JsonScanner scanner = new JsonScanner(new SourceFile("", bytes));
        for (; scanner.type() != JsonScanner.END; scanner.next()) {
            starts.add(scanner.range().start().offset());
        }
        starts.add(bytes.length);
        int first = random.nextInt(starts.size());
        int second = Math.min(starts.size() - 1, first + 1 + random.nextInt(5));
        int third = second + random.nextInt(starts.size() - second);
        return new int[] {starts.get(first), starts.get(second), starts.get(third)};
    }

    private byte[] snippet() {
        return SNIPPETS[random.nextInt(SNIPPETS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
