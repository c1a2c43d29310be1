package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes faulty or unusual sources out of good ones; the same seed gives the same sources. */
public final class Mutator {
    private static final String[] SNIPPETS = {
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "\"",
        "${",
        "%{",
        "~}",
        "${~",
        "%{~ if x ~}",
        "%{ endif }",
        "%{else}",
        "%{for a in b}",
        "%{endfor}",
        "$",
        "%",
        "$${",
        "%%{",
        "\\",
        "\\n",
        "\\u00e9",
        "\\U0001F600",
        "\\q",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "<<E\n",
        "<<-EOT\n",
        "\nEOT\n",
        "\n  E\n",
        "#",
        "//",
        "/*",
        "*/",
        "=",
        "==",
        "=>",
        "...",
        ".",
        ",",
        ":",
        "?",
        "*",
        "[*]",
        ".*",
        "+",
        "-",
        "!",
        "&&",
        "||",
        "&",
        "|",
        "~",
        "^",
        ";",
        "'",
        "`",
        "for",
        "in",
        "if",
        "true",
        "null",
        "a",
        "é",
        "e\u0301",
        "\u200D",
        "👩‍👩‍👧",
        "🇩🇪",
        "\u1100\u1161",
        "0",
        "1.5",
        "1e9",
        "1.",
        "..",
        "x = 1\n",
        "b \"l\" {\n}\n",
        "{ y = 2 }",
        "f(x...)",
        "\uFEFF",
        "\u00A0",
        "\u2028",
        "“",
        "[for k, v in m : k => v... if v]",
        "<<E\n$x\n\nE\n",
        "/",
        "<",
        ">=",
        "!="
    };

    private final Random random;
    private final List<Mutant> sources;

    /**
     * A source.
     *
     * @param mode as what it is read
     * @param source the bytes
     */
    public record Mutant(String mode, byte[] source) {}

    public Mutator(Random random, List<Mutant> sources) {
        this.random = random;
        this.sources = sources;
    }

    /** Another one. */
    public Mutant next() {
        Mutant origin = pick();
        byte[] bytes = origin.source();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bytes = mutate(bytes);
        }
        return new Mutant(origin.mode(), bytes);
    }

    private Mutant pick() {
        return sources.get(random.nextInt(sources.size()));
    }

    private byte[] mutate(byte[] bytes) {
        if (bytes.length == 0) {
            return snippet();
        }
        int[] cuts = random.nextInt(4) == 0 ? anyCuts(bytes) : tokenCuts(bytes);
        int from = cuts[0];
        int to = cuts[1];
        int third = cuts[2];
        return switch (random.nextInt(7)) {
            case 0 -> join(slice(bytes, 0, from), slice(bytes, to, bytes.length));
            case 1, 2 -> join(slice(bytes, 0, from), snippet(), slice(bytes, from, bytes.length));
            case 3 -> join(slice(bytes, 0, to), slice(bytes, from, bytes.length));
            case 4 ->
                join(
                        slice(bytes, 0, from),
                        slice(bytes, to, third),
                        slice(bytes, from, to),
                        slice(bytes, third, bytes.length));
            case 5 -> join(slice(bytes, 0, from), snippet(), slice(bytes, to, bytes.length));
            default -> {
                byte[] other = pick().source();
                if (other.length == 0) {
                    yield bytes;
                }
                int[] piece = tokenCuts(other);
                yield join(
                        slice(bytes, 0, from),
                        slice(other, piece[0], Math.min(piece[2], piece[0] + 200)),
                        slice(bytes, from, bytes.length));
            }
        };
    }

    /** Three places in order, the second close to the first. */
    private int[] anyCuts(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
        return new int[] {from, to, to + random.nextInt(bytes.length - to + 1)};
    }

    private int[] tokenCuts(byte[] bytes) {
        Tokens tokens = Lexer.scanCode(new SourceFile("", bytes));
        int first = random.nextInt(tokens.size());
        int second = Math.min(tokens.size() - 1, first + 1 + random.nextInt(3));
        int third = second + random.nextInt(tokens.size() - second);
        return new int[] {tokens.start(first), tokens.start(second), tokens.start(third)};
    }

    private byte[] snippet() {
        return SNIPPETS[random.nextInt(SNIPPETS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
