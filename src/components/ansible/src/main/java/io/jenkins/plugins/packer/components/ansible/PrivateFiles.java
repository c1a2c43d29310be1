package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.builtin.file.LocalWrite;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * A directory of one use of the provisioner, for keys, values and files in transfer: only this user can look into it,
 * and it goes with all that is in it when the provisioner ends, or with the journal when the process does not get there.
 */
final class PrivateFiles implements AutoCloseable {
    private final StepContext context;
    private final Path directory;

    private PrivateFiles(StepContext context, Path directory) {
        this.context = context;
        this.directory = directory;
    }

    static PrivateFiles create(StepContext context) throws ComponentException {
        Path directory = temporary(context).resolve("packer-ansible-" + UUID.randomUUID());
        context.resources().create(Resource.file(directory), () -> {
            try {
                return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? Files.createDirectory(
                                directory,
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                        : Files.createDirectory(directory);
            } catch (IOException e) {
                throw new ComponentException("Creating the directory " + directory + " failed: " + e, e);
            }
        });
        return new PrivateFiles(context, directory);
    }

    /** The directory for temporary files. */
    static Path temporary(StepContext context) {
        String named = context.environment().get("TMPDIR");
        return Path.of(named != null && !named.isEmpty() ? named : System.getProperty("java.io.tmpdir"))
                .toAbsolutePath();
    }

    /** Writes a file. */
    Path write(String name, String content) throws ComponentException {
        Path file = directory.resolve(name);
        try {
            LocalWrite.privately(file, content.getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new ComponentException("Writing " + file + " failed: " + e, e);
        }
    }

    /** A path for a file that does not exist yet. */
    Path fresh() {
        return directory.resolve(UUID.randomUUID().toString());
    }

    @Override
    public void close() throws ComponentException {
        context.resources().remove(Resource.file(directory));
    }
}
