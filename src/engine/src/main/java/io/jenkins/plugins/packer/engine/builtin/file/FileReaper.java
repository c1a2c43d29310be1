package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes local files, and directories with all that is in them; what a symbolic link points at stays. */
public final class FileReaper implements ResourceReaper {

    @Override
    public String kind() {
        return Resource.FILE;
    }

    @Override
    public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        Path path = Path.of(resource.name());
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(path, new Removal(cancellation));
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path)) {
                Files.deleteIfExists(path);
            }
            // A device, a pipe or a socket was there before: a build only wrote to it.
        } catch (IOException e) {
            throw new ComponentException(
                    "Removing " + path + " failed: " + e.getMessage() + ". Remove it by hand: rm -rf '" + path + "'",
                    e);
        }
    }

    /** Removes what it visits. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        private final Cancellation cancellation;

        Removal(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            cancellation.check();
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            // Someone else removed it between listing and visiting: that is what was wanted.
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
