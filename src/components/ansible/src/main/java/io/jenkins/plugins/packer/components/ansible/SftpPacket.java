package io.jenkins.plugins.packer.components.ansible;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of version 3 of SFTP (draft-ietf-secsh-filexfer-02). */
final class SftpPacket {
    static final int INIT = 1;
    static final int VERSION = 2;
    static final int OPEN = 3;
    static final int CLOSE = 4;
    static final int READ = 5;
    static final int WRITE = 6;
    static final int LSTAT = 7;
    static final int FSTAT = 8;
    static final int SETSTAT = 9;
    static final int FSETSTAT = 10;
    static final int OPENDIR = 11;
    static final int READDIR = 12;
    static final int REMOVE = 13;
    static final int MKDIR = 14;
    static final int RMDIR = 15;
    static final int REALPATH = 16;
    static final int STAT = 17;
    static final int RENAME = 18;
    static final int READLINK = 19;
    static final int SYMLINK = 20;
    static final int STATUS = 101;
    static final int HANDLE = 102;
    static final int DATA = 103;
    static final int NAME = 104;
    static final int ATTRS = 105;

    static final int OK = 0;
    static final int EOF = 1;
    static final int NO_SUCH_FILE = 2;
    static final int FAILURE = 4;
    static final int BAD_MESSAGE = 5;
    static final int UNSUPPORTED = 8;

    /** The draft asks for 34,000 bytes at least; OpenSSH sends no more than 256 KiB. */
    private static final int LONGEST = 1 << 20;

    private SftpPacket() {}

    /** The next packet, or null where the stream ends between two. */
    static @Nullable DataInputStream next(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        if (length < 1 || length > LONGEST) {
            throw new IOException("an SFTP packet of " + length + " bytes");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return new DataInputStream(new ByteArrayInputStream(content));
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException("an SFTP string of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** A packet with its length before it. */
    static byte[] of(int type, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0);
        out.writeByte(type);
        content.write(out);
        byte[] packet = bytes.toByteArray();
        int length = packet.length - Integer.BYTES;
        packet[0] = (byte) (length >> 24);
        packet[1] = (byte) (length >> 16);
        packet[2] = (byte) (length >> 8);
        packet[3] = (byte) length;
        return packet;
    }

    static byte[] status(int id, int code, String message) throws IOException {
        return of(STATUS, out -> {
            out.writeInt(id);
            out.writeInt(code);
            writeText(out, message);
            writeText(out, "");
        });
    }

    static byte[] attributes(int id, SftpAttributes attributes) throws IOException {
        return of(ATTRS, out -> {
            out.writeInt(id);
            attributes.write(out);
        });
    }

    static byte[] names(int id, List<FileFacts> files) throws IOException {
        return of(NAME, out -> {
            out.writeInt(id);
            out.writeInt(files.size());
            for (FileFacts file : files) {
                writeText(out, file.name());
                writeText(out, file.longName());
                SftpAttributes.of(file).write(out);
            }
        });
    }

    /** A packet with one name in it, of whose file nothing is said. */
    static byte[] name(int id, String name) throws IOException {
        return of(NAME, out -> {
            out.writeInt(id);
            out.writeInt(1);
            writeText(out, name);
            writeText(out, name);
            out.writeInt(0);
        });
    }

    /** Writes what a packet holds behind its type. */
    @FunctionalInterface
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }
}
