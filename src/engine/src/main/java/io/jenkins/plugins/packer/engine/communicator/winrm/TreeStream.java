package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A tree of files as one stream that .NET 2.0 reads with {@code GZipStream} and {@code BinaryReader}: for each directory
 * and file its path, a number of eight bytes (the file's size, or -1 for a directory) and its content; an empty path
 * ends it. Archives that Windows knows need a newer .NET than every Windows has.
 */
final class TreeStream {
    private static final long DIRECTORY = -1;
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final List<String> excludes;
    private final Cancellation cancellation;
    private final LongConsumer progress;
    private final byte[] buffer = new byte[BUFFER];
    private long done;

    /**
     * @param root local directory
     * @param excludes paths below it that stay behind, with slashes
     * @param progress gets the number of the files' bytes so far
     */
    TreeStream(Path root, List<String> excludes, Cancellation cancellation, LongConsumer progress) {
        this.root = root;
        this.excludes = excludes;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Writes the stream; symbolic links go as what they lead to. */
    void write(OutputStream target) throws IOException {
        try (GZIPOutputStream zip = new GZIPOutputStream(target);
                DataOutputStream out = new DataOutputStream(zip);
                Stream<Path> paths = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                cancellation.check();
                String name = root.relativize(path).toString().replace('\\', '/');
                if (!name.isEmpty() && !isExcluded(name, excludes)) {
                    entry(path, name, out);
                }
            }
            string("", out);
        }
    }

    private void entry(Path path, String name, DataOutputStream out) throws IOException {
        string(name.replace('/', '\\'), out);
        if (Files.isDirectory(path)) {
            number(DIRECTORY, out);
            return;
        }
        long size = Files.size(path);
        number(size, out);
        if (copy(path, out) != size) {
            throw new IOException(path + " changed while it was read");
        }
    }

    private long copy(Path path, OutputStream out) throws IOException {
        long copied = 0;
        try (InputStream in = Files.newInputStream(path)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                cancellation.check();
                out.write(buffer, 0, count);
                copied += count;
                done += count;
                progress.accept(done);
            }
        }
        return copied;
    }

    /** Whether a path below the root, with slashes, is one of those that stay behind or lies below one. */
    static boolean isExcluded(String name, List<String> excludes) {
        for (String exclude : excludes) {
            String path = exclude.startsWith("./") ? exclude.substring(2) : exclude;
            path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            if (name.equals(path) || name.startsWith(path + "/")) {
                return true;
            }
        }
        return false;
    }

    /** The length in groups of seven bits, the lowest first, and the text in UTF-8. */
    private static void string(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int left = bytes.length;
        while (left >= 0x80) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
        out.write(bytes);
    }

    /** Lowest byte first. */
    private static void number(long value, DataOutputStream out) throws IOException {
        out.writeLong(Long.reverseBytes(value));
    }
}
