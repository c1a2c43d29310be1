package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes a program's output and tells its lines, without their ends: the one place where lines are cut. A line of more than
 * {@value #LONGEST} characters is told in pieces, as if each was one, since a program that never ends a line must not fill
 * the memory. No secret lies across two of them. Of a progress bar, which a carriage return begins anew, such a line holds
 * the last state alone, as it is shown in any case.
 */
public final class LineOutput extends OutputStream {
    static final int LONGEST = 32_768;

    private final Redactor secrets;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    /** What came of a long line before that. */
    private final StringBuilder begun = new StringBuilder();

    /**
     * An output.
     *
     * @param secrets of the run
     * @param lines told each line once it is whole, or is too long
     */
    public LineOutput(Redactor secrets, Consumer<String> lines) {
        this.secrets = secrets;
        this.lines = lines;
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n') {
            tell();
        } else {
            line.write(octet);
            bound();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                tell();
                start = i + 1;
            }
        }
        line.write(bytes, start, end - start);
        bound();
    }

    private void tell() {
        if (begun.isEmpty() && line.size() <= LONGEST) {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            tell(text);
            return;
        }
        begun.append(line.toString(StandardCharsets.UTF_8));
        line.reset();
        tellPieces(LONGEST);
        tell(begun.toString());
        begun.setLength(0);
    }

    private void tell(String text) {
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    /** Tells what is too much already, and keeps as much as the longest secret that may begin in it. */
    private void bound() {
        if (line.size() < LONGEST) {
            return;
        }
        byte[] bytes = line.toByteArray();
        int whole = wholeCharacters(bytes);
        begun.append(new String(bytes, 0, whole, StandardCharsets.UTF_8));
        line.reset();
        line.write(bytes, whole, bytes.length - whole);
        tellPieces(LONGEST + secrets.longest());
    }

    private void tellPieces(int most) {
        if (begun.length() <= most) {
            return;
        }
        String text = begun.toString();
        int start = text.lastIndexOf('\r', text.length() - 2) + 1;
        while (text.length() - start > most) {
            String rest = text.substring(start);
            int length = secrets.boundary(rest, LONGEST);
            if (length > 1 && Character.isHighSurrogate(rest.charAt(length - 1))) {
                length--;
            }
            lines.accept(rest.substring(0, length));
            start += length;
        }
        begun.setLength(0);
        begun.append(text, start, text.length());
    }

    /** How many bytes are whole characters of UTF-8: the last one may have come in part. */
    private static int wholeCharacters(byte[] bytes) {
        for (int back = 1; back <= 3 && back <= bytes.length; back++) {
            int octet = bytes[bytes.length - back] & 0xff;
            if (octet >= 0xc0) {
                int needed = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
                return needed > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    /** Tells the last line where it has no end. */
    @Override
    public synchronized void close() {
        if (line.size() > 0 || !begun.isEmpty()) {
            tell();
        }
    }
}
