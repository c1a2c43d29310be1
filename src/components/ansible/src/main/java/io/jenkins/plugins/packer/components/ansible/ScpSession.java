package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The far side of scp's own protocol over the machine's files, which needs no scp there. The protocol is what OpenSSH's
 * {@code scp.c} does: lines that announce files and directories, each answered by a zero byte.
 */
final class ScpSession {
    private static final int OK = 0;
    private static final int WARNING = 1;
    private static final int ERROR = 2;
    private static final int LONGEST_LINE = 1 << 16;
    private static final int OCTAL = 8;
    private static final int PERMISSION_BITS = 07777;

    private final RemoteFiles files;
    private final InputStream in;
    private final OutputStream out;

    ScpSession(RemoteFiles files, InputStream in, OutputStream out) {
        this.files = files;
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** Transfers what the command asks for; returns the exit status. */
    int serve(ScpCommand command) throws IOException {
        try {
            if (command.sink()) {
                receive(command);
            } else {
                expectOk();
                for (String path : command.paths()) {
                    send(files.absolute(path), command);
                }
            }
            return 0;
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? e.getMessage() + ": No such file" : e.getMessage();
            write((char) ERROR + "scp: " + String.valueOf(reason).replace('\n', ' ') + "\n");
            return 1;
        }
    }

    private void receive(ScpCommand command) throws IOException {
        String destination = files.absolute(command.paths().get(0));
        Deque<String> directories = new ArrayDeque<>();
        if (files.isDirectory(destination)) {
            directories.push(destination);
        }
        String modified = "";
        acknowledge();
        for (String line = line(); !line.isEmpty(); line = line()) {
            switch (line.charAt(0)) {
                case 'T' -> {
                    modified = line.substring(1, line.indexOf(' '));
                    acknowledge();
                }
                case 'C' -> {
                    receiveFile(new Announced(line), place(directories, destination, line), modified);
                    modified = "";
                }
                case 'D' -> {
                    String directory = place(directories, destination, line);
                    files.output("mkdir -p " + GuestCommands.quoted(directory));
                    directories.push(directory);
                    acknowledge();
                }
                case 'E' -> {
                    directories.poll();
                    acknowledge();
                }
                case WARNING, ERROR -> throw new IOException(line.substring(1));
                default -> throw new IOException("unexpected message: " + line);
            }
        }
    }

    /** Within a directory a file keeps its name; otherwise the destination is the new name. */
    private static String place(Deque<String> directories, String destination, String line) throws IOException {
        String directory = directories.peek();
        return directory == null ? destination : directory + "/" + new Announced(line).name();
    }

    private void receiveFile(Announced file, String path, String modified) throws IOException {
        acknowledge();
        files.upload(new Limited(in, file.size()), file.size(), file.mode(), path);
        if (!modified.isEmpty()) {
            files.output("touch -m -d @" + Long.parseLong(modified) + " " + GuestCommands.quoted(path));
        }
        expectOk();
        acknowledge();
    }

    private void send(String path, ScpCommand command) throws IOException {
        FileFacts facts = files.facts(path, true).orElseThrow(() -> new NoSuchFileException(path));
        if (facts.isDirectory() && !command.recursive()) {
            throw new IOException(path + ": not a regular file");
        }
        if (command.times()) {
            write("T" + facts.modified() + " 0 " + facts.accessed() + " 0\n");
            expectOk();
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String mode = String.format("%04o", facts.mode() & PERMISSION_BITS);
        if (facts.isDirectory()) {
            write("D" + mode + " 0 " + name + "\n");
            expectOk();
            for (FileFacts entry : files.list(path)) {
                send(path + "/" + entry.name(), command);
            }
            write("E\n");
            expectOk();
            return;
        }
        Path local = files.download(path);
        try {
            write("C" + mode + " " + Files.size(local) + " " + name + "\n");
            expectOk();
            Files.copy(local, out);
            acknowledge();
            expectOk();
        } finally {
            Files.deleteIfExists(local);
        }
    }

    private void acknowledge() throws IOException {
        out.write(OK);
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void expectOk() throws IOException {
        int code = in.read();
        if (code < 0) {
            throw new EOFException("the client ended before the transfer");
        }
        if (code != OK) {
            String message = line();
            if (code != WARNING) {
                throw new IOException(message);
            }
        }
    }

    /** The next line without its end; empty at the end of the stream. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line that does not end");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /**
     * A file or directory that is to come.
     *
     * @param mode permission bits
     * @param size in bytes
     * @param name without a path
     */
    private record Announced(int mode, long size, String name) {

        Announced(String line) throws IOException {
            this(parts(line));
        }

        private Announced(List<String> parts) {
            this(Integer.parseInt(parts.get(0), OCTAL), Long.parseLong(parts.get(1)), parts.get(2));
        }

        private static List<String> parts(String line) throws IOException {
            String[] parts = line.substring(1).split(" ", 3);
            boolean numbers = parts.length == 3 && parts[0].matches("[0-7]{4,5}") && parts[1].matches("\\d{1,18}");
            if (!numbers || parts[2].contains("/") || parts[2].equals("..") || parts[2].equals(".")) {
                throw new IOException("invalid file message: " + line);
            }
            return List.of(parts);
        }
    }

    /** So many bytes of a stream that goes on. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long size) {
            super(in);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the client ended within a file");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() {
            // The protocol goes on behind the file.
        }
    }
}
