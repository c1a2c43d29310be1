package io.jenkins.plugins.packer.engine.builtin.compress;

import io.jenkins.plugins.packer.engine.communicator.PermissionBits;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes tar archives; apart from {@link Packing}, so that what is no tar does not load the library. */
final class TarArchive {
    private TarArchive() {}

    /** A tar archive in GNU's format, which Google Compute Engine insists on; entries have the files' last names. */
    static void write(Packing packing, OutputStream output) throws IOException, ComponentException {
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(output, StandardCharsets.UTF_8.name())) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            archive.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            for (Path file : packing.files()) {
                Path path = packing.regular(file);
                TarArchiveEntry entry = new TarArchiveEntry(String.valueOf(file.getFileName()));
                entry.setSize(Files.size(path));
                entry.setMode(mode(path));
                entry.setModTime(0L);
                entry.setIds(0, 0);
                archive.putArchiveEntry(entry);
                packing.copy(path, archive);
                archive.closeArchiveEntry();
            }
        }
    }

    private static int mode(Path file) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return 0644;
        }
        return PermissionBits.of(Files.getPosixFilePermissions(file));
    }
}
