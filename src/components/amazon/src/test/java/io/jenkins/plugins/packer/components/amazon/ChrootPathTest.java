package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChrootPathTest {
    @TempDir
    Path root;

    @BeforeEach
    void links() throws IOException {
        Files.createDirectories(root.resolve("run/resolve"));
        Files.createDirectories(root.resolve("etc"));
        Files.createSymbolicLink(root.resolve("etc/resolv.conf"), Path.of("../run/resolve/stub"));
        Files.createSymbolicLink(root.resolve("run/resolve/stub"), Path.of("/run/real"));
        Files.createSymbolicLink(root.resolve("var"), Path.of("/etc/../../../run"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/hosts, etc/hosts",
        "etc/hosts, etc/hosts",
        "//etc/./hosts/, etc/hosts",
        "/../../etc, etc",
        "/etc/resolv.conf, run/real",
        "/var/new/file, run/new/file",
        "/, ''"
    })
    void linksLeadToWhereTheyLeadWithinTheChroot(String path, String place) throws ComponentException {
        assertThat(ChrootPath.of(root, path)).isEqualTo(root.resolve(place));
    }

    @Test
    void theLastNameOfAnEntryIsNotFollowed() throws ComponentException {
        assertThat(ChrootPath.entry(root, "/etc/resolv.conf")).isEqualTo(root.resolve("etc/resolv.conf"));
        assertThat(ChrootPath.entry(root, "/var/resolv.conf")).isEqualTo(root.resolve("run/resolv.conf"));
    }

    @Test
    void linksThatLeadToEachOtherAreTold() {
        assertThatThrownBy(() -> ChrootPath.of(root, "/loop/x"))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("more than 40 symbolic links");
    }
}
