package io.jenkins.plugins.packer.engine.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class LocalFailureTest {
    @Test
    void whatIsWrongWithAFileIsSaidWhereJavaNamesTheFileOnly() {
        assertThat(LocalFailure.words(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(LocalFailure.words(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or directory");
        assertThat(LocalFailure.words(new FileSystemException("/a"))).contains("FileSystemException: /a");
    }

    @Test
    void whatSaysItItselfStaysAsItIs() {
        assertThat(LocalFailure.words(new FileSystemException("/a", null, "Is a directory")))
                .isEqualTo("/a: Is a directory");
        assertThat(LocalFailure.words(new IOException("broken pipe"))).isEqualTo("broken pipe");
        assertThat(LocalFailure.words(new IOException((String) null))).isEqualTo("java.io.IOException");
    }
}
