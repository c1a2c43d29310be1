package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.security.SecureRandom;
import org.apache.sshd.common.random.Random;

/**
 * Random bytes, drawn from Java's source in large pieces. What the library asks for is the padding of each packet, a few
 * bytes at a time, and so asked Java's source takes longer than the encryption of the packet.
 */
final class DrawnRandom implements Random {
    private static final int PIECE = 4096;

    private final SecureRandom source = new SecureRandom();
    private final byte[] piece = new byte[PIECE];
    private int used = PIECE;

    @Override
    public synchronized void fill(byte[] bytes, int start, int length) {
        int done = 0;
        while (done < length) {
            if (used == PIECE) {
                source.nextBytes(piece);
                used = 0;
            }
            int count = Math.min(length - done, PIECE - used);
            System.arraycopy(piece, used, bytes, start + done, count);
            used += count;
            done += count;
        }
    }

    @Override
    public int random(int bound) {
        return source.nextInt(bound);
    }

    @Override
    public String getName() {
        return "drawn";
    }
}
