package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final MountTable TABLE = MountTable.parse(List.of(
            "/dev/root / ext4 rw 0 0",
            "/dev/xvdf1 /mnt/image\\040one ext4 rw 0 0",
            "proc /mnt/image\\040one/proc proc rw 0 0",
            "udev /mnt/image\\040one/dev devtmpfs rw 0 0",
            "/dev/nvme1n1p1 /mnt/image ext4 rw 0 0",
            "/dev/nvme1n10 /mnt/other ext4 rw 0 0"));

    @Test
    void whatIsMountedWithinAPlaceComesInTheOrderOfUnmounting() {
        assertThat(TABLE.within(Path.of("/mnt/image one")))
                .containsExactly(
                        Path.of("/mnt/image one/dev"), Path.of("/mnt/image one/proc"), Path.of("/mnt/image one"));
        assertThat(TABLE.within(Path.of("/mnt/image"))).containsExactly(Path.of("/mnt/image"));
        assertThat(TABLE.within(Path.of("/mnt/nothing"))).isEmpty();
    }

    @Test
    void aDeviceIsMountedWhereAPartitionOfItIs() {
        assertThat(TABLE.of(Path.of("/dev/xvdf"))).containsExactly(Path.of("/mnt/image one"));
        assertThat(TABLE.of(Path.of("/dev/nvme1n1"))).containsExactly(Path.of("/mnt/image"));
        assertThat(TABLE.of(Path.of("/dev/xvdg"))).isEmpty();
    }
}
