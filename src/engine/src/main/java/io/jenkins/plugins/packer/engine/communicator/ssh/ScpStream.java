package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The messages of scp's protocol. */
final class ScpStream {
    /** Where scp has said nothing, it may not have been started. */
    static final String UNSAID =
            ", without a word: a start-up file of the user's shell (.bashrc, .cshrc) may have ended"
                    + " before it, or the shell runs no commands";

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 8192;

    private final InputStream in;
    private final OutputStream out;
    private final Cancellation cancellation;
    private final byte[] buffer = new byte[BUFFER];

    ScpStream(InputStream in, OutputStream out, Cancellation cancellation) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = new BufferedOutputStream(out, BUFFER);
        this.cancellation = cancellation;
    }

    /** The far side does not take, or give, a file; the message is its own. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * What comes next.
     *
     * @param kind {@code C} for a file, {@code D} for a directory, {@code E} for the end of one
     */
    record Header(char kind, int mode, long size, String name) {}

    /** Reads the octet that says whether the far side took what was sent. */
    void confirm() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the machine's scp ended early" + UNSAID);
        }
        if (octet != 0) {
            if (octet == 1 || octet == 2) {
                throw new RefusedException(line(""));
            }
            throw strange(line(String.valueOf((char) octet)));
        }
    }

    /** What is no message of scp's is mostly a greeting, which the user's shell writes whoever starts it. */
    private static RefusedException strange(String line) {
        return new RefusedException("the machine answers \"" + line + "\" in place of scp. Where a start-up file of the"
                + " user's shell writes that (.bashrc, .cshrc), let it write to terminals only, or set"
                + " ssh_file_transfer_method = \"sftp\"; where the shell itself does (nologin, or ForceCommand of the SSH"
                + " server), it runs no commands: log in as another user");
    }

    /** Says that what came was taken. */
    void accept() throws IOException {
        out.write(0);
        out.flush();
    }

    /** Reads what comes next; null at the end. */
    @Nullable
    Header header() throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        String line = line("");
        if (kind == 1 || kind == 2) {
            throw new RefusedException(line);
        }
        if (kind == 'E') {
            return new Header('E', 0, 0, "");
        }
        String[] parts = line.split(" ", 3);
        if (kind != 'C' && kind != 'D' || parts.length != 3) {
            throw strange((char) kind + line);
        }
        if (parts[2].isEmpty() || parts[2].equals(".") || parts[2].equals("..") || parts[2].indexOf('/') >= 0) {
            throw new IOException("the machine's scp names a file " + parts[2]);
        }
        try {
            long size = Long.parseLong(parts[1]);
            if (size < 0) {
                throw new IOException("the machine's scp announces a size of " + size);
            }
            return new Header((char) kind, Integer.parseInt(parts[0], 8), size, parts[2]);
        } catch (NumberFormatException e) {
            throw new IOException("the machine's scp says something that is not understood: " + line, e);
        }
    }

    private String line(String start) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(start.getBytes(StandardCharsets.UTF_8));
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() > LONGEST_LINE) {
                throw new IOException("the machine's scp does not end its line");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Sends a file. */
    void file(InputStream content, long size, int mode, String name) throws IOException {
        send("C" + octal(mode) + " " + size + " " + checked(name) + "\n");
        confirm();
        long left = size;
        while (left > 0) {
            int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("the file ended " + left + " bytes too early");
            }
            out.write(buffer, 0, count);
            left -= count;
            cancellation.check();
        }
        accept();
        confirm();
    }

    void directory(int mode, String name) throws IOException {
        send("D" + octal(mode) + " 0 " + checked(name) + "\n");
        confirm();
    }

    void end() throws IOException {
        send("E\n");
        confirm();
    }

    /** A line holds a name. */
    private static String checked(String name) throws IOException {
        if (name.indexOf('\n') >= 0) {
            throw new IOException("scp cannot send a file whose name has an end of line in it, such as \""
                    + name.replace("\n", "\\n") + "\": install tar on the machine, or set"
                    + " ssh_file_transfer_method = \"sftp\"");
        }
        return name;
    }

    private void send(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String octal(int mode) {
        String digits = Integer.toOctalString(mode & 07777);
        return "0000".substring(digits.length()) + digits;
    }

    /** Takes a file that was announced. */
    void receive(Header header, OutputStream content, LongConsumer progress) throws IOException {
        accept();
        long done = 0;
        while (done < header.size()) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, header.size() - done));
            if (count < 0) {
                throw new EOFException("the machine's scp ended early");
            }
            content.write(buffer, 0, count);
            done += count;
            progress.accept(done);
            cancellation.check();
        }
        confirm();
        accept();
    }

    /** The content of the file that was announced last. */
    InputStream content() {
        return in;
    }
}
