package io.jenkins.plugins.packer.engine.gotemplate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads Go's quoted strings and character constants. */
final class StringLiteral {
    private final String text;
    private int position = 1;
    /** The last thing read was a byte of its own, by {@code \x} or {@code \ooo}, not a character. */
    private boolean rawByte;

    private StringLiteral(String text) {
        this.text = text;
    }

    /**
     * The value of a string in double quotes or backquotes.
     *
     * @throws GoValueException if an escape is malformed, or the bytes are not UTF-8
     */
    static String unquote(String text) throws GoValueException {
        if (text.startsWith("`")) {
            return text.substring(1, text.length() - 1).replace("\r", "");
        }
        if (text.indexOf('\\') < 0) {
            return text.substring(1, text.length() - 1);
        }
        StringLiteral literal = new StringLiteral(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        while (literal.position < text.length() - 1) {
            int c = literal.next('"');
            if (literal.rawByte) {
                bytes.write(c);
            } else {
                bytes.writeBytes(new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return decode(bytes.toByteArray());
    }

    /**
     * The value of a character constant in single quotes.
     *
     * @throws GoValueException if it is not exactly one character
     */
    static int character(String text) throws GoValueException {
        StringLiteral literal = new StringLiteral(text);
        if (text.length() < 3) {
            throw new GoValueException("malformed character constant: " + text);
        }
        int c = literal.next('\'');
        if (literal.position != text.length() - 1) {
            throw new GoValueException("malformed character constant: " + text);
        }
        return c;
    }

    /**
     * Text of bytes.
     *
     * @throws GoValueException if they are not UTF-8: Go's strings are bytes, ours are text
     */
    static String decode(byte[] bytes) throws GoValueException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GoValueException("bytes that are not UTF-8 text are not supported", e);
        }
    }

    private int next(char quote) throws GoValueException {
        rawByte = false;
        int c = text.codePointAt(position);
        position += Character.charCount(c);
        if (c != '\\') {
            return c;
        }
        char escape = text.charAt(position++);
        return switch (escape) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '\\' -> '\\';
            case 'x' -> {
                rawByte = true;
                yield digits(2, 16);
            }
            case 'u' -> codePoint(digits(4, 16));
            case 'U' -> codePoint(digits(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                position--;
                rawByte = true;
                yield octal();
            }
            default -> {
                if (escape != quote) {
                    throw invalid();
                }
                yield escape;
            }
        };
    }

    private int octal() throws GoValueException {
        int value = digits(3, 8);
        if (value > 255) {
            throw invalid();
        }
        return value;
    }

    private int codePoint(int value) throws GoValueException {
        if (!Character.isValidCodePoint(value) || value >= 0xD800 && value <= 0xDFFF) {
            throw invalid();
        }
        return value;
    }

    private int digits(int count, int radix) throws GoValueException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            char c = position < text.length() - 1 ? text.charAt(position) : '?';
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw invalid();
            }
            value = value * radix + digit;
            position++;
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private GoValueException invalid() {
        return new GoValueException("invalid syntax: unknown escape in " + text
                + "; write a backslash twice, or use backquotes instead of quotes");
    }
}
