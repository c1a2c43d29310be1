package io.jenkins.plugins.packer.engine.builtin.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Blocked gzip (SAM/BAM specification, section 4.1): gzip members of less than 64 KiB, each of which tells its size, so
 * that one can seek in the file. It ends with an empty one.
 */
final class BgzfBlocks implements Blocks {
    /** As in the reference implementation: even data that does not compress fits into a member then. */
    private static final int BLOCK = 0xff00;

    private static final int HEADER = 18;
    private static final int TRAILER = 8;
    private static final byte[] MAGIC = {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 6, 0, 'B', 'C', 2, 0};

    private final Level level;

    BgzfBlocks(Level level) {
        this.level = level;
    }

    @Override
    public int size() {
        return BLOCK;
    }

    @Override
    public byte[] start() {
        return new byte[0];
    }

    @Override
    public byte[] compress(byte[] data) {
        byte[] deflated = GzipBlocks.deflate(data, level, Deflater.NO_FLUSH);
        CRC32 crc = new CRC32();
        crc.update(data);
        int size = HEADER + deflated.length + TRAILER;
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) (size - 1))
                .put(deflated)
                .putInt((int) crc.getValue())
                .putInt(data.length)
                .array();
    }

    @Override
    public void account(byte[] data) {
        // Each member has its own digest and length.
    }

    @Override
    public byte[] end() {
        return compress(new byte[0]);
    }
}
