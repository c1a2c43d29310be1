package io.jenkins.plugins.packer.components.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Writes a local tree to a tar archive, with permissions, times and symbolic links as they are.
 *
 * @param tar where it goes
 * @param newOwner whom everything belongs to, or null to keep the numbers of the local owners
 */
record TarTree(TarArchiveOutputStream tar, @Nullable FileOwner newOwner) {
    private static final int DIRECTORY_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final int PERMISSIONS = 07777;

    /**
     * Writes what is below a directory, without the directory itself.
     *
     * @param prefix put before each name; empty, or ending in a slash
     * @param excluded is asked with each path relative to the directory, with slashes; what is below an excluded
     *     directory is excluded as well unless {@code enterExcluded}
     */
    void children(Path root, String prefix, Predicate<String> excluded, boolean enterExcluded) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                String name = name(directory);
                if (excluded.test(name)) {
                    return enterExcluded ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }
                directory(directory, prefix + name);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = name(file);
                if (!excluded.test(name)) {
                    file(file, prefix + name, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            private String name(Path path) {
                return root.relativize(path).toString().replace('\\', '/');
            }
        });
    }

    /** Writes an entry for a local directory. */
    void directory(Path directory, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/");
        entry.setModTime(Files.getLastModifiedTime(directory));
        attributes(entry, directory, DIRECTORY_MODE);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /** Writes an entry for a directory that is there on the far side only. */
    void newDirectory(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/");
        entry.setMode(DIRECTORY_MODE);
        owner(entry, Map.of());
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void file(Path file, String name, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(file).toString());
            entry.setModTime(attributes.lastModifiedTime());
            owner(entry, unix(file));
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        } else if (attributes.isRegularFile()) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(attributes.size());
            entry.setModTime(attributes.lastModifiedTime());
            attributes(entry, file, Files.isExecutable(file) ? DIRECTORY_MODE : FILE_MODE);
            tar.putArchiveEntry(entry);
            try (InputStream content = Files.newInputStream(file)) {
                content.transferTo(tar);
            }
            tar.closeArchiveEntry();
        }
        // Sockets, pipes and devices are of this machine and mean nothing on another.
    }

    private void attributes(TarArchiveEntry entry, Path path, int otherwise) throws IOException {
        Map<String, Object> unix = unix(path);
        entry.setMode(unix.isEmpty() ? otherwise : (int) unix.get("mode") & PERMISSIONS);
        owner(entry, unix);
    }

    private void owner(TarArchiveEntry entry, Map<String, Object> unix) {
        FileOwner owner = newOwner;
        if (owner == null) {
            owner = unix.isEmpty() ? FileOwner.ROOT : new FileOwner((int) unix.get("uid"), (int) unix.get("gid"));
        }
        entry.setIds(owner.user(), owner.group());
        entry.setNames("", "");
    }

    private static Map<String, Object> unix(Path path) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                ? Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS)
                : Map.of();
    }
}
