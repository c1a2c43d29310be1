package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.ColumnCounter;
import io.jenkins.plugins.packer.hcl.syntax.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads a string by RFC 8259. After a mistake it goes on to the closing quote, so that reading can go on behind it. A
 * lone surrogate becomes U+FFFD, as in Go.
 */
final class JsonString {
    private final SourceFile file;
    private final byte[] source;
    private final SourcePosition start;
    private final ColumnCounter counter;
    private int position;
    private int copied;
    /** What was unescaped so far, or null while the text is that of the file. */
    private @Nullable StringBuilder unescaped;

    private @Nullable String mistake;
    private @Nullable SourceRange mistakeRange;
    private boolean closed;
    private String value = "";

    /**
     * A string that is not read yet.
     *
     * @param start where its opening quote is
     */
    JsonString(SourceFile file, SourcePosition start) {
        this.file = file;
        this.source = file.bytes();
        this.start = start;
        this.position = start.offset() + 1;
        this.copied = position;
        this.counter = new ColumnCounter(start.column() + 1);
    }

    /** The text, if there is no mistake. */
    String value() {
        return value;
    }

    /** Where reading goes on. */
    SourcePosition end() {
        return here();
    }

    boolean isClosed() {
        return closed;
    }

    /** The first thing that is wrong, as a sentence, or null. */
    @Nullable
    String mistake() {
        return mistake;
    }

    /** Where that is, or null where nothing is wrong. */
    @Nullable
    SourceRange mistakeRange() {
        return mistakeRange;
    }

    void read() {
        while (position < source.length) {
            byte b = source[position];
            if (b == '"') {
                finish();
                return;
            }
            if (b == '\\') {
                escape();
            } else if (b < 0) {
                beyondAscii();
            } else if (b < ' ') {
                break;
            } else {
                counter.add(b);
                position++;
            }
        }
        report("The closing quote of this string is missing; a line break in it must be written as \\n.", start);
    }

    private SourcePosition here() {
        return new SourcePosition(start.line(), counter.column(), position);
    }

    private void report(String sentence, SourcePosition from) {
        if (mistake == null) {
            mistake = sentence;
            mistakeRange = new SourceRange(file.name(), from, here());
        }
    }

    private void finish() {
        if (mistake == null) {
            value = unescaped == null
                    ? Utf8.text(source, copied, position)
                    : withoutLoneSurrogates(unescaped
                            .append(Utf8.text(source, copied, position))
                            .toString());
        }
        skip(1);
        closed = true;
    }

    private void beyondAscii() {
        int length = Utf8.sequenceLength(source, position, source.length);
        if (length > 0) {
            counter.add(Utf8.codePoint(source, position, length));
            position += length;
            return;
        }
        SourcePosition from = here();
        skip(1);
        report("All of a file must be encoded in UTF-8, but these bytes are not.", from);
    }

    private void escape() {
        SourcePosition from = here();
        char unit = 0;
        int length = 2;
        switch (position + 1 < source.length ? source[position + 1] : 0) {
            case '"' -> unit = '"';
            case '\\' -> unit = '\\';
            case '/' -> unit = '/';
            case 'b' -> unit = '\b';
            case 'f' -> unit = '\f';
            case 'n' -> unit = '\n';
            case 'r' -> unit = '\r';
            case 't' -> unit = '\t';
            case 'u' -> {
                int code = hexadecimal(position + 2);
                if (code < 0) {
                    skip(2);
                    report("\\u must be followed by four hexadecimal digits.", from);
                    return;
                }
                unit = (char) code;
                length = 6;
            }
            default -> {
                skip(isBeyondOrControl(position + 1) ? 1 : 2);
                report("After a backslash only \" \\ / b f n r t and u are allowed.", from);
                return;
            }
        }
        if (unescaped == null) {
            unescaped = new StringBuilder();
        }
        unescaped.append(Utf8.text(source, copied, position)).append(unit);
        skip(length);
        copied = position;
    }

    private boolean isBeyondOrControl(int at) {
        return at >= source.length || source[at] < ' ';
    }

    private void skip(int length) {
        position += length;
        counter.skip(length, source[position - 1]);
    }

    private int hexadecimal(int from) {
        if (from + 4 > source.length) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = source[i] < 0 ? -1 : Character.digit(source[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private static String withoutLoneSurrogates(String text) {
        StringBuilder sound = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.charCount(text.codePointAt(i)) == 2) {
                i++;
                continue;
            }
            if (sound == null) {
                sound = new StringBuilder(text);
            }
            sound.setCharAt(i, '\uFFFD');
        }
        return sound == null ? text : sound.toString();
    }
}
