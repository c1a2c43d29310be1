package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SharedLockTest {
    @TempDir
    Path directory;

    @Test
    void oneHasItAtATime() throws IOException {
        Path file = directory.resolve("lock");
        try (SharedLock lock = SharedLock.tryTake(file).orElseThrow()) {
            assertThat(SharedLock.tryTake(file)).isEmpty();
        }
        SharedLock again = SharedLock.tryTake(file).orElseThrow();
        again.close();
        again.close();
    }

    @Test
    void aFileThatCannotBeUsedIsNotALockOfSomebodyElse() {
        assertThatThrownBy(() -> SharedLock.tryTake(directory.resolve("not/there")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit status 66");
    }
}
