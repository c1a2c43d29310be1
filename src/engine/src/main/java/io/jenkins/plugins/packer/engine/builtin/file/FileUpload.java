package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.communicator.PermissionBits;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Uploads local files, with progress.
 *
 * @param context of the build
 */
public record FileUpload(ProvisionContext context) {
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;

    /** Uploads one file with the permissions that it has here. */
    public void send(Path file, String destination) throws ComponentException {
        try {
            send(file, mode(file), destination);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Uploads one file.
     *
     * @param file where it is
     * @param mode permission bits, or -1 for the far side's default
     * @param destination path on the machine
     */
    public void send(Path file, int mode, String destination) throws ComponentException {
        String name = String.valueOf(file.getFileName());
        try {
            if (isPipe(file)) {
                throw new ComponentException(
                        "Reading " + file + " failed: it is a named pipe, whose length nobody knows."
                                + " Write what comes out of it to a file, and upload that.");
            }
            long size = Files.size(file);
            try (InputStream content = new CountedInput(
                    Files.newInputStream(file),
                    context.cancellation(),
                    done -> context.ui().progress(name, done, size))) {
                context.communicator().upload(content, size, mode, destination);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ComponentException unreadable(Path file, IOException e) {
        return new ComponentException("Reading " + file + " failed: " + FileTrouble.reason(e), e);
    }

    /** To open one waits until somebody writes to it, whoever ends the run meanwhile. */
    private static boolean isPipe(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(file, "unix:mode") & TYPE) == PIPE;
    }

    /** Permission bits of a local file, or -1 where the file system has none. */
    private static int mode(Path file) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return -1;
        }
        return PermissionBits.of(Files.getPosixFilePermissions(file));
    }
}
