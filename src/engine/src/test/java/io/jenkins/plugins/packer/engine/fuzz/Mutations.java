package io.jenkins.plugins.packer.engine.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Sources made from a folder's files by cutting, repeating, joining and inserting; the same seed gives the same. */
final class Mutations {
    private static final int LONGEST = 64 * 1024;
    private static final List<String> SNIPPETS = List.of(
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
            "}",
            "\\",
            "\\u00e9",
            "\n",
            "\r",
            "\t",
            " ",
            "<<E\n",
            "\nE\n",
            "#",
            "/*",
            "*/",
            "=",
            "=>",
            "...",
            ".",
            ",",
            ":",
            "?",
            "*",
            "[*]",
            "null",
            "true",
            "1e9",
            "0.1",
            "-",
            "!",
            "&&",
            "for a in b",
            "if",
            "else",
            "endif",
            "{{",
            "}}",
            "{{-",
            "|",
            ".x",
            "$x :=",
            "range",
            "end",
            "\u00e9",
            "\ud83d\ude00",
            "\u0000",
            "\ufeff",
            "e\u0301");

    private final Random random;
    private final List<byte[]> sources;

    Mutations(Random random, List<byte[]> sources) {
        this.random = random;
        this.sources = sources;
    }

    /** The contents of all files below a folder whose names end so. */
    static List<byte[]> files(Path folder, String... ends) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file ->
                            Arrays.stream(ends).anyMatch(end -> file.toString().endsWith(end)))
                    .sorted()
                    .toList();
            List<byte[]> contents = new java.util.ArrayList<>();
            for (Path file : chosen) {
                contents.add(Files.readAllBytes(file));
            }
            return contents;
        }
    }

    /** The next source; one in eight is a file as it is. */
    byte[] next() {
        byte[] source = pick(sources);
        for (int i = random.nextInt(8); i > 0; i--) {
            source = mutated(source);
        }
        return source.length > LONGEST ? Arrays.copyOf(source, LONGEST) : source;
    }

    private byte[] mutated(byte[] source) {
        int from = random.nextInt(source.length + 1);
        int to = Math.min(source.length, from + random.nextInt(random.nextInt(4) == 0 ? 200 : 8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(source, 0, from);
        switch (random.nextInt(5)) {
            case 0 -> {
                // Cut.
            }
            case 1 -> {
                for (int i = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 3); i > 0; i--) {
                    out.write(source, from, to - from);
                }
                to = from;
            }
            case 2 -> {
                byte[] other = pick(sources);
                int start = random.nextInt(other.length + 1);
                out.write(other, start, Math.min(other.length - start, random.nextInt(400)));
            }
            case 3 -> {
                out.write(random.nextInt(256));
                to = from;
            }
            default -> {
                out.writeBytes(pick(SNIPPETS).getBytes(StandardCharsets.UTF_8));
                to = from;
            }
        }
        out.write(source, to, source.length - to);
        return out.toByteArray();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
