package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.PermissionBits;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * A file of this machine, and what is known of it. It is asked for once: trees of many small files spend their time on
 * such questions, and on what Java does around each.
 *
 * @param file the file itself
 * @param kind what it is
 * @param mode permission bits; where the file system has none, those that are usual
 * @param size in bytes
 * @param modified when it was changed last
 */
record LocalEntry(File file, Kind kind, int mode, long size, FileTime modified) {
    private static final boolean HAS_UNIX_MODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private static final int PERMISSIONS = 07777;
    private static final int EXECUTABLE = 0111;
    private static final int DIRECTORY_MODE = 0755;
    private static final int FILE_MODE = 0644;

    /** What there is in a directory. */
    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** Sockets, pipes and devices: they are of this machine and mean nothing on another. */
        OTHER
    }

    /**
     * Asks for one.
     *
     * @param options whether links are followed
     */
    static LocalEntry of(Path path, LinkOption... options) throws IOException {
        return of(path, path.toFile(), options);
    }

    /**
     * Asks for one.
     *
     * @param file the path, for whoever has it already: to make one looks at each of its characters
     * @param options whether links are followed
     */
    static LocalEntry of(Path path, File file, LinkOption... options) throws IOException {
        if (HAS_UNIX_MODES) {
            PosixFileAttributes posix = Files.readAttributes(path, PosixFileAttributes.class, options);
            Kind kind = kind(posix);
            return new LocalEntry(file, kind, mode(path, kind, posix, options), posix.size(), posix.lastModifiedTime());
        }
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
        Kind kind = kind(basic);
        int mode = kind == Kind.DIRECTORY || Files.isExecutable(path) ? DIRECTORY_MODE : FILE_MODE;
        return new LocalEntry(file, kind, mode, basic.size(), basic.lastModifiedTime());
    }

    /**
     * All twelve bits have a price: they are looked up by name. The first three (of users, groups and shared directories)
     * mean something where something can be executed, or entered, and there alone they are asked for.
     */
    private static int mode(Path path, Kind kind, PosixFileAttributes posix, LinkOption... options) throws IOException {
        int mode = PermissionBits.of(posix.permissions());
        boolean all = kind == Kind.DIRECTORY || kind == Kind.FILE && (mode & EXECUTABLE) != 0;
        return all ? (int) Files.getAttribute(path, "unix:mode", options) & PERMISSIONS : mode;
    }

    /**
     * Reads it. Not through {@link Files}: a channel costs as much as a small file.
     *
     * @throws IOException where it cannot be opened
     */
    InputStream open() throws IOException {
        return new FileInputStream(file);
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }
}
