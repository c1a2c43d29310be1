package io.jenkins.plugins.packer.engine.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineOutputTest {
    private final StringBuilder lines = new StringBuilder();
    private final LineOutput output = new LineOutput(
            new Redactor(), line -> lines.append('[').append(line).append(']'));

    @Test
    void passesOnLinesThatComeInPieces() {
        byte[] bytes = "one\r\ntwö\n\nthree".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (i % 2 == 0) {
                output.write(new byte[] {'x', bytes[i], 'x'}, 1, 1);
            } else {
                output.write(bytes[i]);
            }
        }
        output.close();
        output.close();
        assertThat(lines).hasToString("[one][twö][][three]");
    }

    @Test
    void passesOnSeveralLinesOfOnePiece() {
        byte[] bytes = "a\nbb\n\nc".getBytes(StandardCharsets.UTF_8);
        output.write(bytes, 0, bytes.length);
        assertThat(lines).hasToString("[a][bb][]");
    }

    private static final int LONGEST = LineOutput.LONGEST;

    private final Redactor secrets = new Redactor();
    private final List<String> pieces = new ArrayList<>();

    private void write(LineOutput output, String text, int atOnce) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += atOnce) {
            output.write(bytes, i, Math.min(atOnce, bytes.length - i));
        }
    }

    private List<String> told(String text, int atOnce) {
        pieces.clear();
        try (LineOutput told = new LineOutput(secrets, pieces::add)) {
            write(told, text, atOnce);
        }
        return List.copyOf(pieces);
    }

    @Test
    void aLineWithoutEndIsToldInPiecesWhileItGoesOn() {
        byte[] block = new byte[8192];
        Arrays.fill(block, (byte) 'x');
        LineOutput endless = new LineOutput(secrets, pieces::add);
        for (int i = 0; i < 1000; i++) {
            endless.write(block, 0, block.length);
            int written = (i + 1) * block.length;
            int told = pieces.stream().mapToInt(String::length).sum();
            assertThat(written - told).isLessThanOrEqualTo(2 * LONGEST + block.length);
        }
        assertThat(pieces)
                .hasSizeGreaterThan(200)
                .allSatisfy(piece -> assertThat(piece).hasSize(LONGEST));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 1_000_000})
    void piecesAreTheSameHoweverTheOutputComes(int atOnce) {
        String text = "ä€😀x".repeat(20_000);
        List<String> told = told(text + "\r\nnext\n", atOnce);
        assertThat(String.join("", told.subList(0, told.size() - 1))).isEqualTo(text);
        assertThat(told)
                .endsWith("next")
                .allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(LONGEST));
        assertThat(told.get(0)).hasSize(LONGEST - (LONGEST % 5 == 3 ? 1 : 0));
    }

    @Test
    void aLineOfTheGreatestLengthIsOne() {
        assertThat(told("x".repeat(LONGEST) + "\n", LONGEST)).containsExactly("x".repeat(LONGEST));
    }

    @ParameterizedTest
    @CsvSource({"64, false", "64, true", "100000, false", "100000, true"})
    void noSecretLiesAcrossTwoPieces(int atOnce, boolean ended) {
        secrets.add("hunter2 hunter");
        secrets.add("2 hunter3");
        for (int before = LONGEST - 16; before <= LONGEST + 1; before++) {
            String text = "-".repeat(before) + "hunter2 hunter" + "=".repeat(70_000) + (ended ? "\n" : "");
            List<String> redacted =
                    told(text, atOnce).stream().map(secrets::redact).toList();
            assertThat(redacted).hasSizeGreaterThan(2);
            assertThat(String.join("", redacted)).isEqualTo(secrets.redact(text).strip());
        }
    }

    @Test
    void aSecretThatIsLongerThanAPieceStaysWhole() {
        String secret = "0123456789".repeat(10_000);
        secrets.add(secret);
        List<String> told = told("-".repeat(100) + secret + "-".repeat(100), 8192);
        assertThat(told.stream().map(secrets::redact)).contains("<sensitive>", "-".repeat(100));
        assertThat(String.join("", told.stream().map(secrets::redact).toList())).doesNotContain("0123456789");
    }

    @Test
    void nothingButASecretOverAndOverIsRedactedAsWell() {
        secrets.add("aaaa");
        List<String> told = told("a".repeat(200_000), 8192);
        assertThat(told).hasSizeGreaterThan(1);
        assertThat(String.join("", told.stream().map(secrets::redact).toList()).replace("<sensitive>", ""))
                .hasSizeLessThan(4 * told.size());
    }

    @Test
    void ofAProgressBarTheLastStateIsKept() {
        String text = "  10 % of the whole\r".repeat(100_000) + "done\nnext";
        List<String> told = told(text, 8192);
        assertThat(told).hasSize(2).endsWith("next");
        assertThat(told.get(0)).endsWith("\rdone").hasSizeLessThan(2 * LONGEST);
    }
}
