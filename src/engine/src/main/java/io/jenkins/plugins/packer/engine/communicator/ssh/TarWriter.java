package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an archive in the format of {@code pax} (POSIX.1-2017), whose headers are {@code ustar}'s wherever a value fits
 * in. It belongs to root and nobody's names are in it: whoever unpacks it owns it.
 *
 * <p>The library's own writer takes about as long for the header of a small file as it takes to read and encrypt the file.
 */
final class TarWriter {
    private static final int RECORD = 512;
    /** What programs expect the length of an archive to be a multiple of. */
    private static final int BLOCK = 20 * RECORD;

    private static final int BUFFER = 1 << 16;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int PREFIX_AT = 345;
    private static final int LINK_AT = 157;
    /** Eleven octal digits. */
    private static final long LARGEST = (1L << 33) - 1;

    private static final byte[] COMMON = common();
    private static final int COMMON_SUM = sum(COMMON, 0, RECORD);

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private long written;

    /** An archive; {@code out} gets it in large pieces. */
    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** What each header has: owner, group and device, which are all zero, and the format. */
    private static byte[] common() {
        byte[] header = new byte[RECORD];
        for (int at : new int[] {108, 116, 329, 337}) {
            octal(header, at, 7, 0);
        }
        Arrays.fill(header, 148, 156, (byte) ' ');
        byte[] magic = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, header, 257, magic.length);
        return header;
    }

    /**
     * Begins a file. As many bytes have to come by {@link #content}, and then {@link #pad}.
     *
     * @param mode permission bits
     * @param modified seconds since 1970
     */
    void file(String name, int mode, long size, long modified) throws IOException {
        entry('0', name, "", mode, size, modified);
    }

    /** A directory; its name ends with a slash. */
    void directory(String name, int mode, long modified) throws IOException {
        entry('5', name, "", mode, 0, modified);
    }

    /**
     * A symbolic link.
     *
     * @param modified seconds since 1970
     */
    void link(String name, String target, long modified) throws IOException {
        entry('2', name, target, 0777, 0, modified);
    }

    private void entry(char type, String name, String link, int mode, long size, long modified) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        byte[] target = link.getBytes(StandardCharsets.UTF_8);
        int slash = path.length <= NAME ? -1 : slash(path);
        boolean fits = path.length <= NAME || slash > 0;
        if (!fits || target.length > NAME || size > LARGEST || modified < 0 || modified > LARGEST) {
            extended(path, target, size, modified);
        }
        header(type, path, slash, target, mode, Math.min(size, LARGEST), Math.max(0, Math.min(modified, LARGEST)));
    }

    /** Where a long path can be cut in two so that both parts fit into a header; not above 0 where it cannot. */
    private static int slash(byte[] path) {
        for (int at = Math.min(PREFIX, path.length - 2); at > 0 && path.length - at - 1 <= NAME; at--) {
            if (path[at] == '/') {
                return at;
            }
        }
        return -1;
    }

    private void header(char type, byte[] path, int slash, byte[] target, int mode, long size, long modified)
            throws IOException {
        reserve();
        int at = used;
        System.arraycopy(COMMON, 0, buffer, at, RECORD);
        int cut = slash + 1;
        int sum = COMMON_SUM + type;
        sum += put(path, cut, Math.min(NAME, path.length - cut), at);
        if (slash > 0) {
            sum += put(path, 0, slash, at + PREFIX_AT);
        }
        sum += put(target, 0, Math.min(NAME, target.length), at + LINK_AT);
        sum += octal(buffer, at + 100, 7, mode);
        sum += octal(buffer, at + 124, 11, size);
        sum += octal(buffer, at + 136, 11, modified);
        buffer[at + 156] = (byte) type;
        octal(buffer, at + 148, 6, sum);
        buffer[at + 154] = 0;
        advance(RECORD);
    }

    /** Copies bytes into the buffer. All that a header is made of says its sum: to add up 512 bytes takes longer than the rest. */
    private int put(byte[] bytes, int from, int count, int at) {
        System.arraycopy(bytes, from, buffer, at, count);
        return sum(bytes, from, count);
    }

    private static int sum(byte[] bytes, int from, int count) {
        int sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += bytes[i] & 0xff;
        }
        return sum;
    }

    /** Writes a number, and says the sum of its digits as bytes. */
    private static int octal(byte[] header, int at, int digits, long number) {
        long rest = number;
        int sum = digits * '0';
        for (int i = at + digits - 1; i >= at; i--) {
            int digit = (int) rest & 7;
            header[i] = (byte) ('0' + digit);
            sum += digit;
            rest >>= 3;
        }
        return sum;
    }

    /** What does not fit into the header that follows. */
    private void extended(byte[] path, byte[] target, long size, long modified) throws IOException {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        value(values, "path", path);
        if (target.length > 0) {
            value(values, "linkpath", target);
        }
        value(values, "size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        value(values, "mtime", Long.toString(modified).getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = values.toByteArray();
        byte[] name = "PaxHeader".getBytes(StandardCharsets.US_ASCII);
        header('x', name, -1, new byte[0], 0644, bytes.length, 0);
        for (int done = 0; done < bytes.length; ) {
            int count = Math.min(room(), bytes.length - done);
            System.arraycopy(bytes, done, buffer, used, count);
            advance(count);
            done += count;
        }
        pad();
    }

    /** The length of the line, which counts itself, a space, key and value, and the end of the line. */
    private static void value(ByteArrayOutputStream values, String key, byte[] value) {
        int rest = 1 + key.length() + 1 + value.length + 1;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        values.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
        values.writeBytes(value);
        values.write('\n');
    }

    /**
     * Reads once from a file and adds what came.
     *
     * @param most how many bytes at most, above 0
     * @return how many bytes there were; below 0 at the end
     * @throws UnreadableException when reading fails, and not writing
     */
    int content(InputStream from, long most) throws IOException {
        int room = room();
        int count;
        try {
            count = from.read(buffer, used, (int) Math.min(room, most));
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
        if (count > 0) {
            advance(count);
        }
        return count;
    }

    /** What is to be put into an archive cannot be read. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Ends a file. */
    void pad() throws IOException {
        int over = (int) (written % RECORD);
        if (over > 0) {
            zeros(RECORD - over);
        }
    }

    /** Ends the archive: two records of zeros, and as many more as fill a block. */
    void finish() throws IOException {
        zeros(2 * RECORD);
        int over = (int) (written % BLOCK);
        if (over > 0) {
            zeros(BLOCK - over);
        }
        flush();
        out.flush();
    }

    private void zeros(int count) throws IOException {
        for (int left = count; left > 0; ) {
            int next = Math.min(room(), left);
            Arrays.fill(buffer, used, used + next, (byte) 0);
            advance(next);
            left -= next;
        }
    }

    private void reserve() throws IOException {
        if (buffer.length - used < RECORD) {
            flush();
        }
    }

    private int room() throws IOException {
        if (used == buffer.length) {
            flush();
        }
        return buffer.length - used;
    }

    private void advance(int count) {
        used += count;
        written += count;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }
}
