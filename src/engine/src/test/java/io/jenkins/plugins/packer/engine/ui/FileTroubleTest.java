package io.jenkins.plugins.packer.engine.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    Path directory;

    @Test
    void reasonsAreThoseThatPeopleKnow() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(reason(() -> Files.readString(directory.resolve("none")))).isEqualTo("no such file or directory");
        assertThat(reason(() -> Files.createDirectories(file))).isEqualTo("there is a file of that name");
        assertThat(reason(() -> Files.writeString(file.resolve("below"), ""))).isEqualTo("Not a directory");
        assertThat(reason(() -> Files.newDirectoryStream(file))).isEqualTo("it is no directory");
        assertThat(reason(() -> Files.delete(directory))).isEqualTo("the directory is not empty");
        assertThat(FileTrouble.reason(new AccessDeniedException("x"))).isEqualTo("permission denied");
        assertThat(FileTrouble.reason(new IOException("the disk is full"))).isEqualTo("the disk is full");
        assertThat(FileTrouble.reason(new IOException())).isEqualTo("java.io.IOException");
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private static String reason(Attempt attempt) {
        return FileTrouble.reason(catchThrowableOfType(IOException.class, attempt::make));
    }

    @Test
    void whatIsWrongWithAFileIsSaidWhereJavaNamesTheFileOnly() {
        assertThat(FileTrouble.words(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(FileTrouble.words(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or directory");
        assertThat(FileTrouble.words(new FileSystemException("/a"))).contains("FileSystemException: /a");
    }

    @Test
    void whatSaysItItselfStaysAsItIs() {
        assertThat(FileTrouble.words(new FileSystemException("/a", null, "Is a directory")))
                .isEqualTo("/a: Is a directory");
        assertThat(FileTrouble.words(new IOException("broken pipe"))).isEqualTo("broken pipe");
        assertThat(FileTrouble.words(new IOException((String) null))).isEqualTo("java.io.IOException");
    }
}
