package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
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
}
