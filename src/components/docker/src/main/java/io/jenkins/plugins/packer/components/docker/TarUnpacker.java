package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks the archive of one directory of a container. What the container says is not trusted: nothing is written
 * outside of the destination, nor through a link.
 *
 * @param root local directory that takes the archived directory's place
 * @param excluded is asked with each path relative to the archived directory
 * @param cancellation ends it between two files
 */
record TarUnpacker(Path root, Predicate<String> excluded, Cancellation cancellation) {

    void unpack(InputStream archive) throws IOException {
        Files.createDirectories(root);
        // Permissions of directories come last: one that cannot be written to must be filled before.
        Deque<Map.Entry<Path, Integer>> directories = new ArrayDeque<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                cancellation.check();
                String name = below(entry.getName());
                if (!name.isEmpty() && !excluded.test(name)) {
                    write(tar, entry, target(name), directories);
                }
            }
        }
        for (Map.Entry<Path, Integer> directory : directories) {
            permissions(directory.getKey(), directory.getValue());
        }
    }

    private void write(
            TarArchiveInputStream tar, TarArchiveEntry entry, Path target, Deque<Map.Entry<Path, Integer>> directories)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            directories.push(Map.entry(target, entry.getMode()));
            return;
        }
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Path linked = target(below(entry.getLinkName()));
            if (Files.isRegularFile(linked, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(linked, target);
                permissions(target, entry.getMode());
            }
        } else if (entry.isFile()) {
            try (OutputStream out = Files.newOutputStream(target)) {
                tar.transferTo(out);
            }
            permissions(target, entry.getMode());
        }
        // Devices and pipes stay behind: to make them needs privileges and helps nobody.
    }

    private Path target(String name) throws IOException {
        Path base = root.toAbsolutePath().normalize();
        Path target = base.resolve(name).normalize();
        if (!target.startsWith(base)) {
            throw new IOException("the container's archive names " + name + ", which is outside of " + root);
        }
        Path parent = target.getParent();
        while (parent != null && parent.startsWith(base) && !parent.equals(base)) {
            if (Files.isSymbolicLink(parent)) {
                throw new IOException("the container's archive writes " + name + " through a symbolic link");
            }
            parent = parent.getParent();
        }
        return target;
    }

    /** The path without its first component, the archived directory's own name. */
    private static String below(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        int slash = path.indexOf('/');
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    private static void permissions(Path path, int mode) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                permissions.add(all[bit]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
