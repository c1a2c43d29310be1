package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A local directory that a download fills. What the machine says is not trusted: nothing is written outside of the
 * directory, nor through a link. Used by one thread.
 */
final class NewTree {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path base;
    private final Excluded excluded;
    private final StepContext context;
    private final boolean hasPermissions;
    private final byte[] buffer = new byte[BUFFER];

    /** Permissions that are still to be set: a directory that cannot be written to must be filled before. */
    private final Deque<Map.Entry<Path, Integer>> directories = new ArrayDeque<>();

    /** Directories that are there and that no link leads to. */
    private final Set<Path> sound = new HashSet<>();

    /**
     * A tree to fill.
     *
     * @param root the directory
     * @param excluded what stays behind
     * @param context ends the download when the run is cancelled
     */
    NewTree(Path root, Excluded excluded, StepContext context) {
        this.root = root;
        this.base = root.toAbsolutePath().normalize();
        this.hasPermissions = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.excluded = excluded;
        this.context = context;
    }

    Path root() {
        return root;
    }

    /** Whether a name is wanted. */
    boolean takes(String name) {
        context.cancellation().check();
        return !name.isEmpty() && !excluded.test(name);
    }

    void directory(String name, int mode) throws IOException {
        Path target = target(name);
        if (Files.isSymbolicLink(target)) {
            Files.delete(target);
        }
        Files.createDirectories(target);
        sound.add(target);
        directories.push(Map.entry(target, mode));
    }

    /** Writes a file. */
    void file(String name, int mode, InputStream content, long size) throws IOException {
        Path target = placed(name);
        try (OutputStream out = create(target)) {
            copy(content, out, size);
        }
        permissions(target, mode);
    }

    /** What is there already gives way, as a new file: it may be a link. */
    private static OutputStream create(Path target) throws IOException {
        try {
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(target);
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    private void copy(InputStream content, OutputStream out, long size) throws IOException {
        long left = size;
        while (left > 0) {
            int count = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new IOException("the file ended " + left + " bytes too early");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    void link(String name, String target) throws IOException {
        Path link = placed(name);
        Files.deleteIfExists(link);
        sound.clear();
        Files.createSymbolicLink(link, Path.of(target));
    }

    /** A second name of a file that was written before. */
    void copy(String name, String of, int mode) throws IOException {
        Path original = target(of);
        if (Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
            Path target = placed(name);
            Files.deleteIfExists(target);
            Files.copy(original, target);
            permissions(target, mode);
        }
    }

    /** Where a name belongs, with the directory that holds it made. */
    private Path placed(String name) throws IOException {
        Path target = target(name);
        Path folder = target.getParent();
        if (folder != null && !sound.contains(folder)) {
            Files.createDirectories(folder);
            sound.add(folder);
        }
        return target;
    }

    private Path target(String name) throws IOException {
        Path target = resolved(name);
        if (!target.startsWith(base) || target.equals(base)) {
            throw new IOException("the machine names " + name + ", which is outside of " + root);
        }
        Path parent = target.getParent();
        while (parent != null && !sound.contains(parent) && parent.startsWith(base) && !parent.equals(base)) {
            if (Files.isSymbolicLink(parent)) {
                throw new IOException("the machine writes " + name + " through a symbolic link");
            }
            parent = parent.getParent();
        }
        return target;
    }

    private Path resolved(String name) throws IOException {
        try {
            return base.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("the machine names " + name + ", which cannot be the name of a file here", e);
        }
    }

    /** Sets what must come last. */
    void finish() throws IOException {
        for (Map.Entry<Path, Integer> directory : directories) {
            permissions(directory.getKey(), directory.getValue());
        }
    }

    private void permissions(Path path, int mode) throws IOException {
        if (!hasPermissions) {
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
