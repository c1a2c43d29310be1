package io.jenkins.plugins.packer.cli.diff;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a text, each with the newline that ends it, which the last one may lack. Equal lines have equal numbers,
 * in all texts that were numbered together.
 *
 * @param lines bytes of each line
 * @param numbers number of each line
 */
record TextLines(List<ByteBuffer> lines, int[] numbers) {

    /** Splits a text. */
    static TextLines of(byte[] text, Map<ByteBuffer, Integer> known) {
        List<ByteBuffer> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' || i + 1 == text.length) {
                lines.add(ByteBuffer.wrap(text, start, i + 1 - start).slice());
                start = i + 1;
            }
        }
        int[] numbers = new int[lines.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(lines.get(i), known);
        }
        return new TextLines(lines, numbers);
    }

    private static int number(ByteBuffer line, Map<ByteBuffer, Integer> known) {
        Integer number = known.putIfAbsent(line, known.size());
        return number == null ? known.size() - 1 : number;
    }

    /** Splits two texts that are to be compared. */
    static List<TextLines> ofBoth(byte[] before, byte[] after) {
        Map<ByteBuffer, Integer> known = new HashMap<>();
        return List.of(of(before, known), of(after, known));
    }

    int size() {
        return numbers.length;
    }

    boolean endsWithNewline(int line) {
        ByteBuffer bytes = lines.get(line);
        return bytes.get(bytes.limit() - 1) == '\n';
    }
}
