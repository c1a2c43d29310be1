package io.jenkins.plugins.packer.engine.builtin.compress;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Opens compressing streams; a library is loaded when its algorithm is used. */
final class Compression {
    private Compression() {}

    /** What the user reads when it begins. */
    static String announcement(String algorithm, String target) {
        return switch (algorithm) {
            case "pgzip", "bgzf" ->
                "Using " + algorithm + " compression with " + BlockOutput.processors() + " cores for " + target;
            case "lz4" -> "Using lz4 compression with 1 core for " + target;
            default ->
                "Using " + algorithm + " compression with 1 core for " + target + " (library does not support MT)";
        };
    }

    /**
     * Opens a stream. Closing it ends the compressed data and leaves the output open.
     *
     * @param algorithm as in {@link CompressFormat}; empty for none
     */
    static OutputStream open(String algorithm, Level level, OutputStream output) throws IOException {
        OutputStream kept = new KeptOpen(output);
        return switch (algorithm) {
            case "pgzip" -> new BlockOutput(new GzipBlocks(level), kept);
            case "bgzf" -> new BlockOutput(new BgzfBlocks(level), kept);
            case "lz4" -> Lz4.open(level, kept);
            case "xz" -> Xz.open(level, kept);
            case "bzip2" -> Bzip2.open(level, kept);
            case "" -> kept;
            default -> throw new IllegalArgumentException("Unknown algorithm " + algorithm);
        };
    }

    // Each library has a class of its own here, since verifying a class loads what its methods return.

    /** LZ4 frames. */
    private static final class Lz4 {
        static OutputStream open(Level level, OutputStream output) throws IOException {
            // The pure Java one: the native one unpacks a library into the temporary directory.
            LZ4Factory factory = LZ4Factory.safeInstance();
            LZ4Compressor compressor =
                    level.value() == Level.DEFAULT ? factory.fastCompressor() : factory.highCompressor(level.value());
            return new LZ4FrameOutputStream(
                    output,
                    LZ4FrameOutputStream.BLOCKSIZE.SIZE_4MB,
                    -1,
                    compressor,
                    XXHashFactory.safeInstance().hash32(),
                    LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                    LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
        }
    }

    /** The .xz format. */
    private static final class Xz {
        static OutputStream open(Level level, OutputStream output) throws IOException {
            return new XZOutputStream(output, new LZMA2Options(level.orElse(LZMA2Options.PRESET_DEFAULT)));
        }
    }

    /** bzip2, whose level is the size of its blocks. */
    private static final class Bzip2 {
        static OutputStream open(Level level, OutputStream output) throws IOException {
            return new BZip2CompressorOutputStream(output, level.orElse(BZip2CompressorOutputStream.MAX_BLOCKSIZE));
        }
    }

    /** Keeps the file open when the compressing stream closes, since who opened it closes it. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream output) {
            super(output);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
