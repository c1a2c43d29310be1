package io.jenkins.plugins.packer.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * New content for a file, which whoever looks sees either not at all or whole, also after a power cut: it is written
 * beside the file and then takes its place. Permissions and owner stay, and a symbolic link stays a link. Where a
 * neighbour cannot become the file, because the directory is closed to the user, the owner is another, or the file has
 * several names, the file itself is written.
 */
final class FileReplacement {
    private FileReplacement() {}

    /**
     * Replaces a file's content.
     *
     * @throws IOException when the file cannot be written; it then is as it was, unless it had to be written in place
     */
    static void replace(Path path, byte[] content) throws IOException {
        Path file = path.toRealPath();
        // Opened before anything else: a file that the user may not write is not to be replaced either.
        try (FileChannel inPlace = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Path neighbour = hasOneName(file) ? neighbour(file) : null;
            if (neighbour == null) {
                inPlace.truncate(0);
                write(inPlace, content);
                return;
            }
            try {
                try (FileChannel channel = FileChannel.open(neighbour, StandardOpenOption.WRITE)) {
                    write(channel, content);
                }
                Files.move(neighbour, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(neighbour);
            }
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    private static boolean hasOneName(Path file) throws IOException {
        return !file.getFileSystem().supportedFileAttributeViews().contains("unix")
                || ((Number) Files.getAttribute(file, "unix:nlink")).intValue() == 1;
    }

    /** An empty file that has the file's owner and permissions, or null where there cannot be one. */
    private static @Nullable Path neighbour(Path file) throws IOException {
        Path neighbour;
        try {
            neighbour = Files.createTempFile(Objects.requireNonNull(file.getParent()), ".packer-fmt-", ".tmp");
        } catch (FileSystemException e) {
            return null;
        }
        try {
            copyOwnerAndPermissions(file, neighbour);
            return neighbour;
        } catch (FileSystemException e) {
            Files.delete(neighbour);
            return null;
        }
    }

    private static void copyOwnerAndPermissions(Path file, Path neighbour) throws IOException {
        PosixFileAttributeView from = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributeView to = Files.getFileAttributeView(neighbour, PosixFileAttributeView.class);
        if (from == null || to == null) {
            return;
        }
        PosixFileAttributes wanted = from.readAttributes();
        PosixFileAttributes present = to.readAttributes();
        if (!wanted.owner().equals(present.owner())) {
            to.setOwner(wanted.owner());
        }
        if (!wanted.group().equals(present.group())) {
            to.setGroup(wanted.group());
        }
        to.setPermissions(wanted.permissions());
    }
}
