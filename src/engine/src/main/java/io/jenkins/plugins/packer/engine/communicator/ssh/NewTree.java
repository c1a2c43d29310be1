package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.StepContext;
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

/**
 * A local directory that a download fills. What the machine says is not trusted: nothing is written outside of the
 * directory, nor through a link.
 *
 * @param root the directory
 * @param excluded what stays behind
 * @param context ends the download when the run is cancelled
 * @param directories permissions that are still to be set: a directory that cannot be written to must be filled before
 */
record NewTree(Path root, Excluded excluded, StepContext context, Deque<Map.Entry<Path, Integer>> directories) {

    NewTree(Path root, Excluded excluded, StepContext context) {
        this(root, excluded, context, new ArrayDeque<>());
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
        directories.push(Map.entry(target, mode));
    }

    /** Writes a file. */
    void file(String name, int mode, InputStream content, long size) throws IOException {
        Path target = prepared(name);
        try (OutputStream out = Files.newOutputStream(target)) {
            copy(content, out, size);
        }
        permissions(target, mode);
    }

    private void copy(InputStream content, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
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
        Files.createSymbolicLink(prepared(name), Path.of(target));
    }

    /** A second name of a file that was written before. */
    void copy(String name, String of, int mode) throws IOException {
        Path original = target(of);
        if (Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(original, prepared(name));
            permissions(target(name), mode);
        }
    }

    private Path prepared(String name) throws IOException {
        Path target = target(name);
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.deleteIfExists(target);
        return target;
    }

    private Path target(String name) throws IOException {
        Path base = root.toAbsolutePath().normalize();
        Path target = base.resolve(name).normalize();
        if (!target.startsWith(base) || target.equals(base)) {
            throw new IOException("the machine names " + name + ", which is outside of " + root);
        }
        Path parent = target.getParent();
        while (parent != null && parent.startsWith(base) && !parent.equals(base)) {
            if (Files.isSymbolicLink(parent)) {
                throw new IOException("the machine writes " + name + " through a symbolic link");
            }
            parent = parent.getParent();
        }
        return target;
    }

    /** Sets what must come last. */
    void finish() throws IOException {
        for (Map.Entry<Path, Integer> directory : directories) {
            permissions(directory.getKey(), directory.getValue());
        }
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
