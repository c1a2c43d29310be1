package io.jenkins.plugins.packer.engine.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineOutputTest {
    private final StringBuilder lines = new StringBuilder();
    private final LineOutput output =
            new LineOutput(line -> lines.append('[').append(line).append(']'));

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
}
