package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReplacementTest {
    private static final byte[] NEW = "new\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(directory.resolve("file"), "old and longer\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "rwxrw-r-x"})
    void permissionsStay(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        FileReplacement.replace(file, NEW);
        assertThat(file).hasBinaryContent(NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    @Test
    void ownerAndGroupStay() throws IOException {
        assumeFalse(!isRoot(), "Skipped: only root can give files away");
        Files.setAttribute(file, "unix:uid", 1234);
        Files.setAttribute(file, "unix:gid", 4321);
        FileReplacement.replace(file, NEW);
        assertThat(file).hasBinaryContent(NEW);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(1234);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(4321);
    }

    @Test
    void whoeverHasTheFileOpenReadsTheOldContentToItsEnd() throws IOException {
        try (var reader = Files.newInputStream(file)) {
            FileReplacement.replace(file, NEW);
            assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("old and longer\n");
        }
    }

    @Test
    void nothingIsLeftBesideTheFile() throws IOException {
        FileReplacement.replace(file, NEW);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aSymbolicLinkStaysALink() throws IOException {
        Path link = Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("links")).resolve("link"), Path.of("../file"));
        FileReplacement.replace(link, NEW);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(NEW);
    }

    @Test
    void allNamesOfAFileShowTheNewContent() throws IOException {
        Path other = Files.createLink(directory.resolve("other"), file);
        FileReplacement.replace(file, NEW);
        assertThat(file).hasBinaryContent(NEW);
        assertThat(other).hasBinaryContent(NEW);
    }

    @Test
    void aFileThatMayNotBeWrittenIsNotReplaced() throws IOException {
        assumeFalse(isRoot(), "Skipped: root may write every file");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> FileReplacement.replace(file, NEW));
        assertThat(file).hasContent("old and longer\n");
    }

    @Test
    void aFileInAClosedDirectoryIsWrittenInPlace() throws IOException {
        assumeFalse(isRoot(), "Skipped: no directory is closed to root");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            FileReplacement.replace(file, NEW);
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(file).hasBinaryContent(NEW);
    }

    @Test
    void whatIsNoFileIsAnError() {
        assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> FileReplacement.replace(directory, NEW));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> FileReplacement.replace(directory.resolve("none"), NEW));
    }

    private boolean isRoot() throws IOException {
        return Files.getAttribute(directory, "unix:uid").equals(0);
    }
}
