package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarUnpackerTest {
    @TempDir
    Path directory;

    private void unpack(TarPipe.Writer writer) throws Exception {
        try (InputStream tar = TarPipe.of(writer)) {
            new TarUnpacker(directory.resolve("root"), name -> false, new Cancellation()).unpack(tar);
        }
    }

    @Test
    void writesNothingOutsideOfTheDestination() {
        assertThatThrownBy(() -> unpack(tar -> TestEngine.file(tar, "data/../../outside", new byte[1], 0644)))
                .hasMessageContaining("outside of");
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    @Test
    void writesNothingThroughALink() {
        assertThatThrownBy(() -> unpack(tar -> {
                    TarArchiveEntry link = new TarArchiveEntry("data/link", TarConstants.LF_SYMLINK);
                    link.setLinkName(directory.toString());
                    tar.putArchiveEntry(link);
                    tar.closeArchiveEntry();
                    TestEngine.file(tar, "data/link/outside", new byte[1], 0644);
                }))
                .hasMessageContaining("through a symbolic link");
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    @Test
    void replacesAHardLinkByACopy() throws Exception {
        unpack(tar -> {
            TestEngine.file(tar, "data/one", new byte[] {'x'}, 0640);
            TarArchiveEntry link = new TarArchiveEntry("data/two", TarConstants.LF_LINK);
            link.setLinkName("data/one");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        });
        assertThat(directory.resolve("root/two")).hasContent("x");
        assertThat(Files.isSymbolicLink(directory.resolve("root/two"))).isFalse();
    }
}
