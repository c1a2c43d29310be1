package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * A file of this machine, and what is known of it. It is asked for once: trees of many small files spend their time on
 * such questions.
 *
 * @param path of the file itself
 * @param kind what it is
 * @param mode permission bits; where the file system has none, those that are usual
 * @param size in bytes
 * @param modified when it was changed last
 */
record LocalEntry(Path path, Kind kind, int mode, long size, FileTime modified) {
    private static final String ALL = "unix:mode,size,lastModifiedTime";
    private static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000;
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
        if (hasUnixModes(path)) {
            Map<String, Object> unix = Files.readAttributes(path, ALL, options);
            int mode = (int) unix.get("mode");
            return new LocalEntry(path, kind(mode & TYPE), mode & PERMISSIONS, (long) unix.get("size"), (FileTime)
                    unix.get("lastModifiedTime"));
        }
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
        Kind kind = kind(basic);
        int mode = kind == Kind.DIRECTORY || Files.isExecutable(path) ? DIRECTORY_MODE : FILE_MODE;
        return new LocalEntry(path, kind, mode, basic.size(), basic.lastModifiedTime());
    }

    private static boolean hasUnixModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static Kind kind(int type) {
        return switch (type) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.DIRECTORY;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }
}
