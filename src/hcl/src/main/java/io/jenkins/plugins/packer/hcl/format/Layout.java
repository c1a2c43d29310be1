package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import java.util.Arrays;

/** How many spaces stand before each token: at first those that the source has, a tab counting as one. */
final class Layout {
    private static final int MAX_LENGTH = 1 << 28;

    private final Tokens tokens;
    private final byte[] source;
    private final int[] spaces;

    Layout(Tokens tokens, byte[] source) {
        this.tokens = tokens;
        this.source = source;
        spaces = new int[tokens.size()];
        int end = 0;
        for (int token = 0; token < spaces.length; token++) {
            spaces[token] = tokens.start(token) - end;
            end = tokens.end(token);
        }
    }

    void put(int token, int count) {
        spaces[token] = count;
    }

    /** Columns of neighbouring tokens and the spaces before each of them. */
    int columns(int first, int behindLast) {
        int columns = 0;
        for (int token = first; token < behindLast; token++) {
            columns += spaces[token] + tokens.columns(token);
        }
        return columns;
    }

    byte[] text() {
        byte[] text = new byte[length()];
        int at = 0;
        for (int token = 0; token < spaces.length; token++) {
            Arrays.fill(text, at, at + spaces[token], (byte) ' ');
            at += spaces[token];
            int size = tokens.end(token) - tokens.start(token);
            System.arraycopy(source, tokens.start(token), text, at, size);
            at += size;
        }
        return text;
    }

    /** Lines nested ten thousands deep, or beside a very long one, are almost blanks alone: more than memory holds. */
    private int length() {
        long length = 0;
        for (int token = 0; token < spaces.length; token++) {
            length += (long) spaces[token] + tokens.end(token) - tokens.start(token);
        }
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("the layout would take up " + length
                    + " bytes, most of them spaces; at most " + MAX_LENGTH + " are written");
        }
        return (int) length;
    }
}
