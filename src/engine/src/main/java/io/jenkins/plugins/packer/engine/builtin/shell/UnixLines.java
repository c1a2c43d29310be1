package io.jenkins.plugins.packer.engine.builtin.shell;

import java.io.ByteArrayOutputStream;

/** Turns Windows line ends into Unix ones, and ends the last line (packer, provisioner/shell/unix_reader.go). */
final class UnixLines {
    private UnixLines() {}

    static byte[] convert(byte[] text) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(text.length + 1);
        int start = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            int length = end - start;
            if (length > 0 && text[end - 1] == '\r') {
                length--;
            }
            result.write(text, start, length);
            result.write('\n');
            start = end + 1;
        }
        return result.toByteArray();
    }
}
