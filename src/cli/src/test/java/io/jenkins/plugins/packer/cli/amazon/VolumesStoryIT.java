package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole {@code amazon-ebssurrogate} and {@code amazon-ebsvolume} builds. */
class VolumesStoryIT extends AmazonStory {
    static final String DEVICES = """
              communicator            = "none"
              ami_virtualization_type = "hvm"

              launch_block_device_mappings {
                device_name           = "/dev/xvdf"
                volume_size           = 5
                volume_type           = "gp3"
                encrypted             = true
                kms_key_id            = "alias/images"
                delete_on_termination = true
              }

              launch_block_device_mappings {
                device_name           = "/dev/xvdg"
                volume_size           = 1
                delete_on_termination = true
                omit_from_artifact    = true
              }

              ami_root_device {
                source_device_name    = "/dev/xvdf"
                device_name           = "/dev/xvda"
                delete_on_termination = false
                volume_size           = 6
                volume_type           = "gp2"
              }
            """;

    private static final String VOLUMES = """
              communicator    = "none"
              run_volume_tags = { Purpose = "building" }

              ebs_volumes {
                device_name          = "/dev/xvdf"
                volume_size          = 5
                snapshot_volume      = true
                snapshot_description = "the data"
                snapshot_tags        = { From = "{{ .SourceAMIName }}" }
                snapshot_users       = ["123456789012"]
                tags                 = { Kind = "data" }
              }

              ebs_volumes {
                device_name           = "/dev/xvdg"
                volume_size           = 1
                delete_on_termination = true
              }

              ebs_volumes {
                device_name = "/dev/xvdh"
                volume_size = 2
              }
            """;

    @Test
    void aSurrogateRegistersItsVolumeAsTheRootDevice() throws IOException {
        write("amazon-ebssurrogate", common("packer-test-web") + DEVICES + """
                  ami_architecture     = "arm64"
                  boot_mode            = "uefi"
                  uefi_data            = "AMZNVUVG"
                  tpm_support          = "v2.0"
                  ena_support          = true
                  snapshot_description = "the root"
                  snapshot_tags        = { Kind = "root" }
                  snapshot_users       = ["123456789012"]
                  tags                 = { Base = "{{ .SourceAMI }}" }
                """, "");
        PackerProcess.Ended ended = succeed();
        String image = ids(leftovers(), "imageId").get(0);
        assertThat(ended.output()).contains("Registering the AMI...", "AMIs were created:\n" + HOME + ": " + image);
        assertThat(Files.readString(directory.resolve("manifest.json"))).contains("\"" + HOME + ":" + image + "\"");
        Map<String, String> registered = proxy.requests("RegisterImage").get(0);
        assertThat(registered)
                .containsEntry("Name", "packer-test-web")
                .containsEntry("Architecture", "arm64")
                .containsEntry("BootMode", "uefi")
                .containsEntry("UefiData", "AMZNVUVG")
                .containsEntry("TpmSupport", "v2.0")
                .containsEntry("EnaSupport", "true")
                .containsEntry("VirtualizationType", "hvm")
                .containsEntry("RootDeviceName", "/dev/xvda")
                .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/xvda")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "6")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeType", "gp2")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "false")
                .doesNotContainKeys(
                        "BlockDeviceMapping.2.DeviceName",
                        "BlockDeviceMapping.1.Ebs.Encrypted",
                        "BlockDeviceMapping.1.Ebs.KmsKeyId");
        String snapshot = registered.get("BlockDeviceMapping.1.Ebs.SnapshotId");
        assertThat(proxy.requests("CreateSnapshot"))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("Description", "the root"));
        assertThat(Moto.ask(HOME, "DescribeSnapshots", "SnapshotId.1", snapshot))
                .contains("<key>Kind</key>", "<key>Base</key>", "<key>io.jenkins.packer.run</key>");
        // The image, its snapshot, and the one that moto makes up for it.
        assertThat(leftovers()).hasSize(3).contains(HOME + " snapshotId " + snapshot);
        PermissionsPage.needsTheRows(
                List.of("amazon-ebssurrogate", "ena_support"), Set.of(), PermissionsPage.asked(proxy));
    }

    @Test
    void aSurrogateOfTheInstanceItselfSwapsTheRootDevice() throws IOException {
        write("amazon-ebssurrogate", common("packer-test-web") + DEVICES + "use_create_image = true\n", "");
        succeed();
        assertThat(proxy.actions())
                .containsSubsequence("StopInstances", "DetachVolume", "AttachVolume", "CreateImage")
                .doesNotContain("CreateSnapshot", "RegisterImage");
        assertThat(proxy.requests("DetachVolume"))
                .extracting(request -> request.get("Device"))
                .contains("/dev/xvdf", "/dev/xvdg");
        assertThat(proxy.requests("AttachVolume"))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("Device", "/dev/xvda"));
        assertThat(proxy.requests("ModifyInstanceAttribute"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request).containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true"));
        assertThat(proxy.requests("CreateImage"))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/xvda")
                        .doesNotContainKeys("BlockDeviceMapping.1.Ebs.KmsKeyId", "BlockDeviceMapping.2.DeviceName"));
        assertThat(leftovers()).hasSize(2);
        PermissionsPage.needsTheRow("use_create_image", proxy);
    }

    @Test
    void anEncryptedSurrogateLeavesNothingOfItsIntermediary() throws IOException {
        write("amazon-ebssurrogate", common("packer-test-web") + DEVICES + "encrypt_boot = true\n", "");
        succeed();
        assertThat(proxy.actions()).contains("RegisterImage", "CopyImage", "DeregisterImage");
        assertThat(leftovers()).hasSize(2);
    }

    @Test
    void volumesOutliveTheInstanceThatTheyWereMadeWith() throws IOException {
        write("amazon-ebsvolume", common("") + VOLUMES, "");
        PackerProcess.Ended ended = succeed();
        Set<String> left = leftovers();
        List<String> volumes = ids(left, "volumeId");
        List<String> snapshots = ids(left, "snapshotId");
        assertThat(volumes).hasSize(2);
        assertThat(snapshots).hasSize(1);
        assertThat(left).hasSize(3);
        String first = HOME + ":" + snapshots.get(0);
        assertThat(ended.output()).contains("EBS Volumes were created:\n\n" + first + "\n" + HOME + ":vol-");
        assertThat(Files.readString(directory.resolve("manifest.json")))
                .contains(
                        "\"builder_type\": \"amazon-ebsvolume\"", "\"artifact_id\": \"" + first + "," + HOME + ":vol-");
        String all = Moto.ask(HOME, "DescribeVolumes", "VolumeId.1", volumes.get(0), "VolumeId.2", volumes.get(1));
        assertThat(all)
                .contains("<key>Kind</key>", "<key>io.jenkins.packer.run</key>")
                .doesNotContain("Purpose");
        assertThat(Moto.ask(HOME, "DescribeSnapshots", "SnapshotId.1", snapshots.get(0)))
                .contains("<description>the data</description>", "<key>From</key>", "<value>amzn2-ami-hvm");
        assertThat(proxy.requests("ModifySnapshotAttribute"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request).containsEntry("CreateVolumePermission.Add.1.UserId", "123456789012"));
        PermissionsPage.needsTheRow("amazon-ebsvolume", proxy);
    }

    @Test
    void volumesOfABuildThatFailsAreDeleted() throws IOException {
        write("amazon-ebsvolume", common("") + VOLUMES, """
                  provisioner "shell-local" {
                    inline = ["exit 3"]
                  }
                """);
        assertThat(build().exitCode()).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aKilledSurrogateIsCleanedUp() throws IOException {
        write("amazon-ebssurrogate", common("packer-test-web") + DEVICES, "");
        leavesNothingWhereItIsKilled(3, Set.of("CreateSnapshot", "DescribeSnapshots", "RegisterImage")::contains);
    }

    @Test
    void aSurrogateKilledWhileItSwapsItsRootDeviceIsCleanedUp() throws IOException {
        write("amazon-ebssurrogate", common("packer-test-web") + DEVICES + "use_create_image = true\n", "");
        leavesNothingWhereItIsKilled(2, Set.of("DetachVolume", "AttachVolume", "ModifyInstanceAttribute")::contains);
    }

    @Test
    void volumesOfAKilledBuildAreCleanedUp() throws IOException {
        write("amazon-ebsvolume", common("") + VOLUMES, "");
        leavesNothingWhereItIsKilled(
                3, Set.of("RunInstances", "DeleteTags", "CreateSnapshot", "TerminateInstances")::contains);
    }
}
