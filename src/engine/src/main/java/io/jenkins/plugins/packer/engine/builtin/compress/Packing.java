package io.jenkins.plugins.packer.engine.builtin.compress;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.file.CountedInput;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an artifact's files to one stream. Entries hold no time and no owner: the time is left out by Packer too, and
 * without the owner an archive does not depend on who built it.
 */
final class Packing {
    private static final int BUFFER = 1 << 16;

    private final List<Path> files;
    private final StepContext context;

    Packing(List<Path> files, StepContext context) {
        this.files = files;
        this.context = context;
    }

    /** A zip archive; entries have the files' paths as the artifact names them. */
    void zip(OutputStream output, Level level) throws IOException, ComponentException {
        try (ZipOutputStream archive = new ZipOutputStream(output, StandardCharsets.UTF_8)) {
            archive.setLevel(level.value());
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(file.toString().replace('\\', '/'));
                // The format's first day: it has no way to leave the time out.
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                archive.putNextEntry(entry);
                copy(regular(file), archive);
                archive.closeEntry();
            }
        }
    }

    List<Path> files() {
        return files;
    }

    /** The one file as it is. */
    void single(OutputStream output) throws IOException, ComponentException {
        copy(regular(files.get(0)), output);
    }

    /** The place of a file that is there. */
    Path regular(Path file) throws ComponentException {
        Path path = RunDirectory.of(context).resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new ComponentException("Failed to open source file " + path + " for reading: "
                    + (Files.exists(path) ? "it is not a file." : "no such file."));
        }
        return path;
    }

    /** Writes a file's bytes. */
    void copy(Path file, OutputStream output) throws IOException {
        long size = Files.size(file);
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = new CountedInput(
                Files.newInputStream(file),
                context.cancellation(),
                done -> context.ui().progress("Compressing " + file.getFileName(), done, size))) {
            int count = content.read(buffer);
            while (count >= 0) {
                output.write(buffer, 0, count);
                count = content.read(buffer);
            }
        }
    }
}
