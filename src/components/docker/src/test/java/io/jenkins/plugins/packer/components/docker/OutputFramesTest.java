package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutputFramesTest {
    private final StringBuilder output = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();

    private void read(byte[] stream, boolean terminal) throws IOException {
        new OutputFrames(new ByteArrayInputStream(stream), terminal)
                .forEach((error, bytes, count) ->
                        (error ? errors : output).append(new String(bytes, 0, count, StandardCharsets.UTF_8)));
    }

    private static byte[] frame(int stream, String text) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int length = text.length();
        frame.writeBytes(new byte[] {(byte) stream, 0, 0, 0});
        frame.writeBytes(
                new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return frame.toByteArray();
    }

    @Test
    void keepsOutputAndErrorsApart() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(frame(1, "one "));
        stream.writeBytes(frame(2, "wrong"));
        stream.writeBytes(frame(1, ""));
        stream.writeBytes(frame(1, "two"));
        read(stream.toByteArray(), false);
        assertThat(output).hasToString("one two");
        assertThat(errors).hasToString("wrong");
    }

    @Test
    void passesOnFramesThatAreLargerThanItsBuffer() throws IOException {
        String text = "0123456789".repeat(30_000);
        read(frame(1, text), false);
        assertThat(output).hasToString(text);
    }

    @Test
    void takesWhatATerminalShowsAsItIs() throws IOException {
        read("\1\0\0\0 plain".getBytes(StandardCharsets.US_ASCII), true);
        assertThat(output).hasToString("\1\0\0\0 plain");
        assertThat(errors).isEmpty();
    }

    @Test
    void failsWhereTheStreamEndsWithinAFrame() {
        byte[] frame = frame(1, "cut short");
        assertThatThrownBy(() -> read(Arrays.copyOf(frame, frame.length - 1), false))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(frame, 5), false)).isInstanceOf(EOFException.class);
    }
}
