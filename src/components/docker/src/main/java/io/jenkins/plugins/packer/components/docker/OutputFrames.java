package io.jenkins.plugins.packer.components.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a container or a command in it wrote. With a terminal it is one stream of bytes; without, the engine sends
 * frames of a header of eight bytes, which holds the stream's number and the length, and the bytes
 * (https://docs.docker.com/reference/api/engine/version/v1.46/#tag/Container/operation/ContainerAttach).
 */
record OutputFrames(InputStream in, boolean terminal) {
    private static final int BUFFER = 1 << 13;
    private static final int HEADER = 8;
    private static final int STDERR = 2;

    /** Passes everything on until the stream ends. */
    void forEach(Listener listener) throws IOException {
        byte[] buffer = new byte[BUFFER];
        if (terminal) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                listener.next(false, buffer, count);
            }
            return;
        }
        byte[] header = new byte[HEADER];
        for (int read = in.readNBytes(header, 0, HEADER); read > 0; read = in.readNBytes(header, 0, HEADER)) {
            if (read < HEADER) {
                throw new EOFException("the output ended within a frame");
            }
            long left =
                    (header[4] & 0xffL) << 24 | (header[5] & 0xff) << 16 | (header[6] & 0xff) << 8 | header[7] & 0xff;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (count < 0) {
                    throw new EOFException("the output ended within a frame");
                }
                listener.next(header[0] == STDERR, buffer, count);
                left -= count;
            }
        }
    }

    /** Takes output. */
    @FunctionalInterface
    interface Listener {
        /**
         * A part of the output.
         *
         * @param errors whether it came from the standard error stream
         * @param bytes holds it from the beginning; the array is used again afterwards
         * @param count how many bytes it is
         */
        void next(boolean errors, byte[] bytes, int count) throws IOException;
    }
}
