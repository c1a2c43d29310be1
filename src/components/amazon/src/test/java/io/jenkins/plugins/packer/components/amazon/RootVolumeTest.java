package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.components.amazon.options.RootVolumeOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;

class RootVolumeTest {
    private static Image image(String type, @Nullable Integer iops) {
        return Image.builder()
                .imageId("ami-1")
                .rootDeviceName("/dev/xvda")
                .blockDeviceMappings(
                        BlockDeviceMapping.builder()
                                .deviceName("/dev/sdb")
                                .virtualName("ephemeral0")
                                .build(),
                        BlockDeviceMapping.builder()
                                .deviceName("/dev/xvda")
                                .ebs(EbsBlockDevice.builder()
                                        .snapshotId("snap-1")
                                        .volumeSize(8)
                                        .volumeType(type)
                                        .iops(iops)
                                        .encrypted(false)
                                        .build())
                                .build())
                .build();
    }

    private static RootVolumeOptions options(
            int size, @Nullable String type, @Nullable Boolean encrypted, @Nullable String key) {
        return new RootVolumeOptions(null, size, type, Map.of(), List.of(), encrypted, key);
    }

    private static CreateVolumeRequest request(RootVolumeOptions options, @Nullable Image image)
            throws ComponentException {
        return new RootVolume(options, image).request("eu-west-1a").build();
    }

    @Test
    void aVolumeIsLikeTheRootDeviceOfTheImage() throws ComponentException {
        CreateVolumeRequest request = request(options(0, null, null, null), image("io1", 400));
        assertThat(request)
                .isEqualTo(CreateVolumeRequest.builder()
                        .availabilityZone("eu-west-1a")
                        .snapshotId("snap-1")
                        .size(8)
                        .volumeType("io1")
                        .iops(400)
                        .encrypted(false)
                        .build());
    }

    @Test
    void aVolumeMayBeLargerThanTheSnapshotAndNotSmaller() throws ComponentException {
        assertThat(request(options(20, null, null, null), image("gp2", null)).size())
                .isEqualTo(20);
        assertThat(request(options(4, null, null, null), image("gp2", null)).size())
                .isEqualTo(8);
    }

    @Test
    void anotherTypeHasIopsOnlyWhereItNeedsThem() throws ComponentException {
        CreateVolumeRequest gp3 = request(options(0, "gp3", null, null), image("io1", 400));
        assertThat(gp3.volumeTypeAsString()).isEqualTo("gp3");
        assertThat(gp3.iops()).isNull();
        assertThat(request(options(0, "io2", null, null), image("io1", 400)).iops())
                .isEqualTo(400);
    }

    @Test
    void io1CannotTakeThePlaceOfAnotherType() {
        assertThatThrownBy(() -> request(options(0, "io1", null, null), image("gp2", null)))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("root_volume_type cannot be io1");
    }

    @Test
    void aKeyEncrypts() throws ComponentException {
        CreateVolumeRequest request = request(options(0, null, null, "alias/images"), image("gp2", null));
        assertThat(request.encrypted()).isTrue();
        assertThat(request.kmsKeyId()).isEqualTo("alias/images");
    }

    @Test
    void anEmptyVolumeIsAsTheTemplateSays() throws ComponentException {
        assertThat(request(options(3, null, true, null), null))
                .isEqualTo(CreateVolumeRequest.builder()
                        .availabilityZone("eu-west-1a")
                        .size(3)
                        .volumeType("gp2")
                        .encrypted(true)
                        .build());
    }

    @Test
    void anImageWithoutASnapshotBehindItsRootDeviceIsTold() {
        Image image =
                Image.builder().imageId("ami-1").rootDeviceName("/dev/xvda").build();
        assertThatThrownBy(() -> request(options(0, null, null, null), image))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("ami-1 has no snapshot behind its root device /dev/xvda");
    }
}
