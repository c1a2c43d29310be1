package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server of version 3 of SFTP over the machine's files: what sftp and a modern scp need, on machines that have no
 * sftp-server (draft-ietf-secsh-filexfer-02).
 */
final class SftpSession {
    private static final int VERSION = 3;
    private static final int FOR_READING = 1;
    private static final int FOR_WRITING = 2;
    private static final int APPENDING = 4;
    private static final int CREATING = 8;
    private static final int TRUNCATING = 16;
    private static final int EXCLUSIVELY = 32;
    private static final int ENTRIES = 100;
    private static final int LONGEST_READ = 1 << 18;

    private final RemoteFiles files;
    private final Map<String, SftpHandle> handles = new HashMap<>();
    private int lastHandle;

    SftpSession(RemoteFiles files) {
        this.files = files;
    }

    /** Answers until the client has no more questions. */
    void serve(InputStream input, OutputStream output) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(input));
        try {
            for (DataInputStream packet = SftpPacket.next(in); packet != null; packet = SftpPacket.next(in)) {
                output.write(answer(packet));
                output.flush();
            }
        } finally {
            for (SftpHandle handle : handles.values()) {
                // A file that the client did not close is not whole.
                if (handle instanceof SftpHandle.File file) {
                    file.discard();
                }
            }
            handles.clear();
        }
    }

    private byte[] answer(DataInputStream packet) throws IOException {
        int type = packet.readUnsignedByte();
        if (type == SftpPacket.INIT) {
            return SftpPacket.of(SftpPacket.VERSION, out -> out.writeInt(VERSION));
        }
        int id = packet.readInt();
        try {
            return answer(type, id, packet);
        } catch (NoSuchFileException e) {
            return SftpPacket.status(id, SftpPacket.NO_SUCH_FILE, "No such file: " + e.getMessage());
        } catch (java.io.EOFException e) {
            return SftpPacket.status(id, SftpPacket.BAD_MESSAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return SftpPacket.status(id, SftpPacket.FAILURE, String.valueOf(e.getMessage()));
        }
    }

    private byte[] answer(int type, int id, DataInputStream in) throws IOException {
        return switch (type) {
            case SftpPacket.OPEN -> open(id, in);
            case SftpPacket.CLOSE -> close(id, in);
            case SftpPacket.READ -> read(id, in);
            case SftpPacket.WRITE -> write(id, in);
            case SftpPacket.LSTAT -> attributes(id, path(in), false);
            case SftpPacket.STAT -> attributes(id, path(in), true);
            case SftpPacket.FSTAT -> SftpPacket.attributes(id, file(in).attributes());
            case SftpPacket.SETSTAT -> change(id, path(in), SftpAttributes.read(in));
            case SftpPacket.FSETSTAT -> change(id, file(in), SftpAttributes.read(in));
            case SftpPacket.OPENDIR -> openDirectory(id, path(in));
            case SftpPacket.READDIR -> readDirectory(id, in);
            case SftpPacket.REMOVE -> done(id, "rm", path(in));
            case SftpPacket.MKDIR -> makeDirectory(id, path(in), SftpAttributes.read(in));
            case SftpPacket.RMDIR -> done(id, "rmdir", path(in));
            case SftpPacket.REALPATH -> realPath(id, in);
            case SftpPacket.RENAME -> done(id, "mv", path(in), path(in));
            case SftpPacket.READLINK -> SftpPacket.name(id, String.join("\n", command("readlink", path(in))));
            // OpenSSH sends target and link, against the draft, and every client knows.
            case SftpPacket.SYMLINK -> done(id, "ln -s", SftpPacket.readText(in), path(in));
            default -> SftpPacket.status(id, SftpPacket.UNSUPPORTED, "Operation " + type + " is not supported");
        };
    }

    private String path(DataInputStream in) throws IOException {
        return files.absolute(SftpPacket.readText(in));
    }

    private SftpHandle handle(DataInputStream in) throws IOException {
        SftpHandle handle = handles.get(SftpPacket.readText(in));
        if (handle == null) {
            throw new IOException("no such handle");
        }
        return handle;
    }

    private SftpHandle.File file(DataInputStream in) throws IOException {
        if (handle(in) instanceof SftpHandle.File file) {
            return file;
        }
        throw new IOException("not a file");
    }

    private List<String> command(String program, String... paths) throws IOException {
        StringBuilder command = new StringBuilder(program);
        for (String path : paths) {
            command.append(' ').append(GuestCommands.quoted(path));
        }
        return files.output(command.toString());
    }

    private byte[] done(int id, String program, String... paths) throws IOException {
        if (program.equals("rm") && files.facts(paths[0], false).isEmpty()) {
            throw new NoSuchFileException(paths[0]);
        }
        command(program, paths);
        return ok(id);
    }

    private static byte[] ok(int id) throws IOException {
        return SftpPacket.status(id, SftpPacket.OK, "");
    }

    private byte[] opened(int id, SftpHandle handle) throws IOException {
        String name = Integer.toString(++lastHandle);
        handles.put(name, handle);
        return SftpPacket.of(SftpPacket.HANDLE, out -> {
            out.writeInt(id);
            SftpPacket.writeText(out, name);
        });
    }

    private byte[] open(int id, DataInputStream in) throws IOException {
        String path = path(in);
        int flags = in.readInt();
        SftpAttributes attributes = SftpAttributes.read(in);
        boolean writing = (flags & FOR_WRITING) != 0;
        if (!writing) {
            if ((flags & FOR_READING) == 0) {
                throw new IOException("opened for nothing");
            }
            return opened(id, SftpHandle.File.reading(files, path));
        }
        // What is created or emptied whatever there is needs no look at it.
        boolean anew = (flags & (CREATING | TRUNCATING | EXCLUSIVELY)) == (CREATING | TRUNCATING);
        Optional<FileFacts> existing = anew ? Optional.empty() : files.facts(path, true);
        if (existing.isEmpty() && (flags & CREATING) == 0) {
            throw new NoSuchFileException(path);
        }
        if (existing.isPresent() && (flags & EXCLUSIVELY) != 0) {
            throw new IOException(path + " exists");
        }
        boolean keep = existing.isPresent() && (flags & TRUNCATING) == 0;
        return opened(
                id, SftpHandle.File.writing(files, path, attributes.permissions(), keep, (flags & APPENDING) != 0));
    }

    private byte[] close(int id, DataInputStream in) throws IOException {
        String name = SftpPacket.readText(in);
        SftpHandle handle = handles.remove(name);
        if (handle == null) {
            throw new IOException("no such handle");
        }
        handle.close();
        return ok(id);
    }

    private byte[] read(int id, DataInputStream in) throws IOException {
        SftpHandle.File file = file(in);
        long offset = in.readLong();
        byte[] bytes = file.read(offset, Math.max(0, Math.min(in.readInt(), LONGEST_READ)));
        if (bytes.length == 0) {
            return SftpPacket.status(id, SftpPacket.EOF, "End of file");
        }
        return SftpPacket.of(SftpPacket.DATA, out -> {
            out.writeInt(id);
            out.writeInt(bytes.length);
            out.write(bytes);
        });
    }

    private byte[] write(int id, DataInputStream in) throws IOException {
        SftpHandle.File file = file(in);
        long offset = in.readLong();
        file.write(offset, SftpPacket.readBytes(in));
        return ok(id);
    }

    private byte[] attributes(int id, String path, boolean followLinks) throws IOException {
        FileFacts facts = files.facts(path, followLinks).orElseThrow(() -> new NoSuchFileException(path));
        return SftpPacket.attributes(id, SftpAttributes.of(facts));
    }

    private byte[] change(int id, SftpHandle.File file, SftpAttributes attributes) throws IOException {
        if (!file.isWritten()) {
            return change(id, file.path(), attributes);
        }
        file.change(attributes);
        return ok(id);
    }

    private byte[] change(int id, String path, SftpAttributes attributes) throws IOException {
        if (attributes.permissions() >= 0) {
            command("chmod " + Integer.toOctalString(attributes.permissions()), path);
        }
        if (attributes.owner() != null) {
            command("chown " + attributes.owner() + ":" + attributes.group(), path);
        }
        if (attributes.modified() != null) {
            command("touch -m -d @" + attributes.modified(), path);
        }
        return ok(id);
    }

    private byte[] openDirectory(int id, String path) throws IOException {
        if (!files.isDirectory(path)) {
            throw new NoSuchFileException(path);
        }
        return opened(id, new SftpHandle.Directory(files.list(path)));
    }

    private byte[] readDirectory(int id, DataInputStream in) throws IOException {
        if (!(handle(in) instanceof SftpHandle.Directory directory)) {
            throw new IOException("not a directory");
        }
        List<FileFacts> next = directory.next(ENTRIES);
        return next.isEmpty() ? SftpPacket.status(id, SftpPacket.EOF, "End of directory") : SftpPacket.names(id, next);
    }

    private byte[] makeDirectory(int id, String path, SftpAttributes attributes) throws IOException {
        command("mkdir", path);
        return change(id, path, attributes);
    }

    private byte[] realPath(int id, DataInputStream in) throws IOException {
        return SftpPacket.name(id, normal(path(in)));
    }

    /** Without empty names, {@code .} and {@code ..}. */
    private static String normal(String path) {
        ArrayDeque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
