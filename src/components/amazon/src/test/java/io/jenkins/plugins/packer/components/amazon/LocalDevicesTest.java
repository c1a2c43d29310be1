package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDevicesTest {
    @TempDir
    Path root;

    private LocalDevices with(String kernelName, String... files) throws IOException {
        Files.createDirectories(root.resolve("sys/block").resolve(kernelName));
        Files.createDirectories(root.resolve("dev/disk/by-id"));
        for (String file : files) {
            Files.createFile(root.resolve(file));
        }
        return new LocalDevices(root);
    }

    @Test
    void aDeviceIsFreeThatNeitherTheMachineNorEc2Has() throws Exception {
        LocalDevices devices = with("xvda", "dev/xvdf", "dev/xvdg1");
        assertThat(devices.free(List.of("/dev/sda1", "/dev/sdh"))).isEqualTo("/dev/xvdi");
    }

    @Test
    void anInstanceWithNvmeDevicesNamesThemAsEc2Does() throws Exception {
        assertThat(with("nvme0n1").free(List.of("/dev/xvdf"))).isEqualTo("/dev/sdg");
    }

    @Test
    void namesThatNoInstanceHasAreTold() throws Exception {
        LocalDevices devices = with("mmcblk0");
        assertThatThrownBy(() -> devices.free(List.of()))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("mmcblk0")
                .hasMessageContaining("device_path");
    }

    @Test
    void thatNoneIsFreeIsTold() throws Exception {
        LocalDevices devices = with("sda");
        assertThatThrownBy(() -> devices.free(List.of(
                        "/dev/sdf",
                        "/dev/sdg",
                        "/dev/sdh",
                        "/dev/sdi",
                        "/dev/sdj",
                        "/dev/sdk",
                        "/dev/sdl",
                        "/dev/sdm",
                        "/dev/sdn",
                        "/dev/sdo",
                        "/dev/sdp")))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("/dev/sdf to /dev/sdp");
    }

    @Test
    void aVolumesDeviceIsFoundByEitherName() throws Exception {
        LocalDevices devices = with("xvda", "dev/xvdf", "dev/sdg");
        assertThat(devices.find("/dev/sdf", "vol-1")).contains(root.resolve("dev/xvdf"));
        assertThat(devices.find("/dev/xvdg", "vol-1")).contains(root.resolve("dev/sdg"));
        assertThat(devices.find("/dev/sdh", "vol-1")).isEmpty();
    }

    @Test
    void anNvmeDeviceIsFoundByTheVolumesId() throws Exception {
        LocalDevices devices = with("nvme0n1", "dev/nvme1n1");
        Files.createSymbolicLink(
                root.resolve("dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc"), Path.of("../../nvme1n1"));
        assertThat(devices.find("/dev/sdf", "vol-0abc"))
                .contains(root.toRealPath().resolve("dev/nvme1n1"));
    }

    @Test
    void partitionsAreNamedAsTheKernelNamesThem() {
        assertThat(LocalDevices.partition(Path.of("/dev/xvdf"), "1")).isEqualTo("/dev/xvdf1");
        assertThat(LocalDevices.partition(Path.of("/dev/nvme1n1"), "1")).isEqualTo("/dev/nvme1n1p1");
        assertThat(LocalDevices.partition(Path.of("/dev/nvme1n1"), "")).isEqualTo("/dev/nvme1n1");
    }
}
