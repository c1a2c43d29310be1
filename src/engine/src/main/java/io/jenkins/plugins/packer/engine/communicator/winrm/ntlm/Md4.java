package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * MD4, which the JDK does not offer. NTLM derives a password's key with it; nothing else may use it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1320">RFC 1320</a>
 */
final class Md4 {
    private static final int BLOCK = 64;
    private static final int[][] ORDER = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15},
        {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15}
    };
    private static final int[][] SHIFT = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
    private static final int[] CONSTANT = {0, 0x5a827999, 0x6ed9eba1};

    private Md4() {}

    static byte[] digest(byte[] message) {
        int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
        ByteBuffer padded = padded(message);
        int[] words = new int[BLOCK / Integer.BYTES];
        while (padded.hasRemaining()) {
            for (int i = 0; i < words.length; i++) {
                words[i] = padded.getInt();
            }
            mix(state, words);
        }
        ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : state) {
            digest.putInt(word);
        }
        return digest.array();
    }

    /** The message, a set bit, zeros, and the message's length in bits, in whole blocks. */
    private static ByteBuffer padded(byte[] message) {
        int length = (message.length + 1 + Long.BYTES + BLOCK - 1) / BLOCK * BLOCK;
        ByteBuffer padded = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        padded.put(message).put((byte) 0x80);
        padded.putLong(length - Long.BYTES, message.length * 8L);
        return padded.position(0);
    }

    private static void mix(int[] state, int[] words) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int round = 0; round < ORDER.length; round++) {
            for (int step = 0; step < words.length; step++) {
                int sum = a + function(round, b, c, d) + words[ORDER[round][step]] + CONSTANT[round];
                a = d;
                d = c;
                c = b;
                b = Integer.rotateLeft(sum, SHIFT[round][step % 4]);
            }
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    private static int function(int round, int x, int y, int z) {
        return switch (round) {
            case 0 -> (x & y) | (~x & z);
            case 1 -> (x & y) | (x & z) | (y & z);
            default -> x ^ y ^ z;
        };
    }
}
