package io.jenkins.plugins.packer.hcl.syntax;

import java.nio.charset.StandardCharsets;

/** Reading UTF-8 in place, without decoding what is never looked at. */
public final class Utf8 {
    private Utf8() {}

    /** Length in bytes of the well-formed sequence at an offset, or 0 where there is none. */
    public static int sequenceLength(byte[] bytes, int offset, int limit) {
        int lead = bytes[offset] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length =
                lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
        if (length == 0 || offset + length > limit) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[offset + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[offset + 1] & 0xFF;
        boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
        boolean beyondUnicode = lead == 0xED && second >= 0xA0 || lead == 0xF4 && second >= 0x90;
        return overlong || beyondUnicode ? 0 : length;
    }

    /** The code point of a well-formed sequence. */
    public static int codePoint(byte[] bytes, int offset, int length) {
        int lead = bytes[offset] & 0xFF;
        return switch (length) {
            case 1 -> lead;
            case 2 -> (lead & 0x1F) << 6 | bytes[offset + 1] & 0x3F;
            case 3 -> (lead & 0x0F) << 12 | (bytes[offset + 1] & 0x3F) << 6 | bytes[offset + 2] & 0x3F;
            default ->
                (lead & 0x07) << 18
                        | (bytes[offset + 1] & 0x3F) << 12
                        | (bytes[offset + 2] & 0x3F) << 6
                        | bytes[offset + 3] & 0x3F;
        };
    }

    /** The text of well-formed bytes. */
    public static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Length in bytes of a piece of a string; a lone surrogate counts as what it is replaced with. */
    static int encodedLength(String text, int start, int end) {
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return length;
    }
}
