package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.LaunchDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.RootDeviceOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;

class SurrogateDevicesTest {
    private static final RootDeviceOptions ROOT =
            new RootDeviceOptions("/dev/xvdf", "/dev/xvda", null, null, null, null);

    @Test
    void theSourceDeviceBecomesTheRootDeviceAndOmittedOnesAreNotThere() {
        SurrogateDevices devices = new SurrogateDevices(
                ROOT,
                List.of(launched("/dev/xvdf", null, false), launched("/dev/xvdg", null, true)),
                List.of(device("/dev/xvdz", null)));
        assertThat(devices.kept()).containsExactly("/dev/xvdf");
        assertThat(devices.omitted()).containsExactly("/dev/xvdg");
        List<BlockDeviceMapping> mappings = devices.ofSnapshots(Map.of("/dev/xvdf", "snap-1"));
        assertThat(mappings).extracting(BlockDeviceMapping::deviceName).containsExactly("/dev/xvdz", "/dev/xvda");
        assertThat(mappings.get(1).ebs().snapshotId()).isEqualTo("snap-1");
        assertThat(mappings.get(1).ebs().encrypted()).isNull();
    }

    @Test
    void aDeviceOfTheInstanceHasPrecedenceOverOneOfTheImage() {
        SurrogateDevices devices = new SurrogateDevices(
                ROOT, List.of(launched("/dev/xvdf", null, false)), List.of(device("/dev/xvda", "ephemeral0")));
        assertThat(devices.ofSnapshots(Map.of("/dev/xvdf", "snap-1")))
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.ebs().snapshotId()).isEqualTo("snap-1"));
    }

    @Test
    void aRootDeviceOfAnotherTypeHasNothingThatItsTypeCannotHave() {
        BlockDeviceOptions fast =
                new BlockDeviceOptions(false, "/dev/xvdf", null, 4000, false, null, 200, null, "gp3", 4, null);
        SurrogateDevices devices = new SurrogateDevices(
                new RootDeviceOptions("/dev/xvdf", "/dev/xvda", null, null, "gp2", null),
                List.of(new LaunchDeviceOptions(fast, false)),
                List.of());
        assertThat(devices.ofSnapshots(Map.of("/dev/xvdf", "snap-1")))
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.ebs())
                        .returns("gp2", EbsBlockDevice::volumeTypeAsString)
                        .returns(null, EbsBlockDevice::iops)
                        .returns(null, EbsBlockDevice::throughput));
    }

    @Test
    void aDeviceWithoutAVolumeIsPassedOnWithoutASnapshot() {
        SurrogateDevices devices = new SurrogateDevices(
                ROOT,
                List.of(launched("/dev/xvdf", null, false), launched("/dev/xvdb", "ephemeral0", false)),
                List.of());
        assertThat(devices.kept()).containsExactly("/dev/xvdf");
        assertThat(devices.ofSnapshots(Map.of("/dev/xvdf", "snap-1")))
                .filteredOn(mapping -> mapping.deviceName().equals("/dev/xvdb"))
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.virtualName()).isEqualTo("ephemeral0"));
    }

    private static LaunchDeviceOptions launched(String name, @Nullable String virtual, boolean omitted) {
        return new LaunchDeviceOptions(device(name, virtual), omitted);
    }

    private static BlockDeviceOptions device(String name, @Nullable String virtual) {
        return new BlockDeviceOptions(false, name, true, null, false, null, null, virtual, "gp3", 4, "alias/images");
    }
}
