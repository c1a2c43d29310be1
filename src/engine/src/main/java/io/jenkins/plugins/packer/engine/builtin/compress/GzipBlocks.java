package io.jenkins.plugins.packer.engine.builtin.compress;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One gzip member (RFC 1952) whose deflate stream is put together of blocks, each flushed to a byte boundary. It holds
 * neither a name nor a time.
 */
final class GzipBlocks implements Blocks {
    private static final int BLOCK = 1 << 20;
    private static final byte UNKNOWN_SYSTEM = (byte) 0xff;
    private static final byte DEFLATE = 8;

    private final Level level;
    private final CRC32 crc = new CRC32();
    private long length;

    GzipBlocks(Level level) {
        this.level = level;
    }

    @Override
    public int size() {
        return BLOCK;
    }

    @Override
    public byte[] start() {
        return new byte[] {0x1f, (byte) 0x8b, DEFLATE, 0, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM};
    }

    @Override
    public byte[] compress(byte[] data) {
        return deflate(data, level, Deflater.SYNC_FLUSH);
    }

    @Override
    public void account(byte[] data) {
        crc.update(data);
        length += data.length;
    }

    @Override
    public byte[] end() {
        // An empty last block of fixed codes ends the deflate stream.
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 3)
                .put((byte) 0)
                .putInt((int) crc.getValue())
                .putInt((int) length)
                .array();
    }

    /** Raw deflate data (RFC 1951), ended or flushed as told. */
    static byte[] deflate(byte[] data, Level level, int flush) {
        Deflater deflater = new Deflater(level.value(), true);
        try {
            deflater.setInput(data);
            if (flush == Deflater.NO_FLUSH) {
                deflater.finish();
            }
            ByteArrayOutputStream result = new ByteArrayOutputStream(data.length / 2 + 64);
            byte[] buffer = new byte[1 << 15];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, flush);
                result.write(buffer, 0, count);
                // A flush is complete when the deflater leaves room in the buffer; a finish when it says so.
            } while (flush == Deflater.NO_FLUSH ? !deflater.finished() : count == buffer.length);
            return result.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
