package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.jenkins.plugins.packer.cli.PackerProcess;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Whole {@code amazon-chroot} builds: this machine is the instance, as a double of the metadata service says, and a loop
 * device shows up when the volume is attached. Its mounts and chroots are real.
 */
class ChrootStoryIT extends AmazonStory {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    /** What it asks and amazon-ebs does not. */
    private static final Set<String> OWN_REQUESTS =
            Set.of("CreateVolume", "AttachVolume", "DetachVolume", "CreateSnapshot");

    private static final String WORD = "word-of-the-wrapper";

    private MetadataDouble metadata;
    private VolumeOnLoop volume;
    private Path device;
    private Path mountPath;
    private Path root;

    @Override
    void prepareAccount() throws IOException {
        if (metadata == null) {
            start();
        }
        String run = Moto.ask(HOME, "RunInstances", "ImageId", "ami-12c6146b", "MinCount", "1", "MaxCount", "1");
        metadata.is(MotoGaps.element(run, "instanceId"), HOME);
    }

    @Override
    Ec2Proxy.Intervention world() {
        return volume;
    }

    private void start() throws IOException {
        Counterpart.require(
                "busybox, linked statically, and e2fsprogs",
                Files.isExecutable(BUSYBOX) && Files.isExecutable(Path.of("/sbin/mkfs.ext4")),
                "apt-get install busybox-static e2fsprogs");
        Assumptions.assumeTrue(
                VolumeOnLoop.works(Files.createDirectory(directory.resolve("loop"))),
                "Skipped: loop devices cannot be mounted here; only root can, where the kernel has some");
        metadata = new MetadataDouble();
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.address());
        device = Path.of("/dev/xvd-packer-" + UUID.randomUUID());
        mountPath = directory.resolve("mnt");
        root = directory.resolve("root");
        makeRoot();
        volume = new VolumeOnLoop(directory, device);
        volume.fill(root);
    }

    /** A machine with busybox alone. */
    private void makeRoot() throws IOException {
        for (String name : List.of("bin", "dev", "etc", "proc", "run", "sys", "tmp", "var")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        for (String applet : List.of("sh", "cat", "chmod", "echo", "ls", "mkdir", "rm", "sleep", "test", "wget")) {
            Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
        }
        // It leads to a file of the machine around it, seen from there.
        Files.createSymbolicLink(root.resolve("etc/guest.conf"), Path.of("/run/guest.conf"));
        Files.writeString(root.resolve("etc/hosts"), "of the image\n");
        SshServer.run("mknod", "-m", "666", root.resolve("dev/null").toString(), "c", "1", "3");
        // Not /dev of the machine: what a test that fails leaves mounted may be deleted with its directory.
        Files.createDirectory(directory.resolve("shared"));
        Files.writeString(directory.resolve("shared/note"), "of the machine");
    }

    @AfterEach
    void stopMachine() throws IOException {
        List<String> mounted = Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" ")[1])
                .filter(target -> target.startsWith(directory.toString()))
                .toList();
        for (int i = mounted.size() - 1; i >= 0; i--) {
            SshServer.run("umount", "-l", mounted.get(i));
        }
        if (volume != null) {
            volume.close();
        }
        if (metadata != null) {
            metadata.close();
        }
    }

    private String options(String more) {
        return """
                  region              = "us-east-1"
                  custom_endpoint_ec2 = "%s"
                  ami_name            = "packer-test-chroot"
                  device_path         = "%s"
                  mount_path          = "%s"
                  mount_partition     = "0"
                  chroot_mounts       = [["proc", "proc", "/proc"], ["bind", "%s", "/srv"]]

                  aws_polling {
                    delay_seconds = 1
                    max_attempts  = 60
                  }
                %s
                """.formatted(proxy.address(), device, mountPath, directory.resolve("shared"), more);
    }

    private static final String SOURCE = """
              source_ami_filter {
                filters     = { name = "amzn2-ami-hvm-2.*-x86_64-gp2" }
                owners      = ["amazon"]
                most_recent = true
              }
            """;

    private void isLeftAsItWas() throws IOException {
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(mountPath.toString());
        assertThat(mountPath).doesNotExist();
        assertThat(volume.isAttached()).isFalse();
    }

    @Test
    void aVolumeOfThisMachineIsProvisionedAndBecomesAnImage() throws IOException {
        Files.createDirectories(directory.resolve("tree/sub"));
        Files.writeString(directory.resolve("tree/sub/one"), "one");
        Files.writeString(directory.resolve("given"), "given");
        write("amazon-chroot", options(SOURCE + """
                  command_wrapper  = "env WRAPPED=yes {{.Command}}"
                  copy_files       = ["/etc/hosts"]
                  mount_options    = ["noatime"]
                  root_volume_size = 50
                  root_volume_tags = { Purpose = "{{ .SourceAMIName }}" }
                  snapshot_tags    = { Kind = "root" }
                  tags             = { Team = "web" }
                  ena_support      = true

                  post_mount_commands = ["echo mounted {{.Device}} on {{.MountPath}} > {{.MountPath}}/etc/mounted"]
                """), """
                  provisioner "shell" {
                    inline = [
                      "echo wrapped: $WRAPPED > /etc/built",
                      "cat /etc/hosts >> /etc/built",
                      "test -d /proc/self && test -f /srv/note && echo it\\\\'s \\"${build.MountPath}\\" >> /etc/built",
                    ]
                  }

                  provisioner "file" {
                    source      = "given"
                    destination = "/etc/guest.conf"
                  }

                  provisioner "file" {
                    source      = "tree"
                    destination = "/var"
                  }

                  provisioner "file" {
                    direction   = "download"
                    source      = "/etc/built"
                    destination = "built"
                  }

                  provisioner "file" {
                    direction   = "download"
                    source      = "/var/tree/"
                    destination = "back/"
                  }
                """);
        PackerProcess.Ended ended = succeed();
        assertThat(ended.output()).contains("Gathering information about this EC2 instance...", "AMIs were created:");
        assertThat(proxy.actions())
                .containsSubsequence(
                        "DescribeInstances",
                        "CreateVolume",
                        "AttachVolume",
                        "DetachVolume",
                        "CreateSnapshot",
                        "RegisterImage",
                        "DeleteVolume")
                .doesNotContain("RunInstances");
        assertThat(proxy.requests("AttachVolume").get(0))
                .containsEntry("Device", device.toString().replace("/xvd", "/sd"));
        assertThat(proxy.requests("CreateVolume").get(0))
                .containsEntry("Size", "50")
                .containsKey("SnapshotId")
                .containsEntry("TagSpecification.1.ResourceType", "volume")
                .containsValue("Purpose");
        Map<String, String> registered = proxy.requests("RegisterImage").get(0);
        String snapshot = ids(leftovers(), "snapshotId").stream()
                .filter(registered::containsValue)
                .findFirst()
                .orElseThrow();
        assertThat(registered)
                .containsEntry("Architecture", "x86_64")
                .containsEntry("VirtualizationType", "hvm")
                .containsEntry("EnaSupport", "true")
                .containsEntry("BlockDeviceMapping.1.Ebs.SnapshotId", snapshot)
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "50")
                .doesNotContainKeys("BlockDeviceMapping.1.Ebs.Encrypted", "BlockDeviceMapping.1.Ebs.KmsKeyId");
        assertThat(Moto.ask(HOME, "DescribeSnapshots", "SnapshotId.1", snapshot))
                .contains("<key>Kind</key>", "<key>Team</key>", "<key>io.jenkins.packer.run</key>");
        String built = "wrapped: yes\n" + Files.readString(Path.of("/etc/hosts")) + "it's " + mountPath + "\n";
        assertThat(volume.read("/etc/built")).endsWith(built);
        assertThat(directory.resolve("built")).hasContent(built);
        assertThat(volume.read("/etc/mounted")).contains("mounted /dev/loop").endsWith(" on " + mountPath + "\n");
        assertThat(volume.read("/run/guest.conf")).endsWith("given");
        assertThat(volume.read("/var/tree/sub/one")).endsWith("one");
        assertThat(directory.resolve("back/sub/one")).hasContent("one");
        assertThat(volume.list("/etc")).contains("built").doesNotContain("hosts");
        assertThat(volume.list("/srv")).doesNotContain("note");
        assertThat(directory.resolve("shared/note")).hasContent("of the machine");
        assertThat(Path.of("/run/guest.conf")).doesNotExist();
        // The image, its snapshot, and the one that moto makes up for it.
        assertThat(leftovers()).hasSize(3);
        PermissionsPage.needsTheRow("amazon-chroot", proxy);
        isLeftAsItWas();
    }

    @Test
    void anEmptyVolumeIsFormattedAndFilledByCommandsOfTheTemplate() throws IOException {
        write("amazon-chroot", options("""
                  from_scratch             = true
                  ami_virtualization_type  = "hvm"
                  ami_architecture         = "arm64"
                  boot_mode                = "uefi"
                  root_device_name         = "/dev/xvda"
                  root_volume_size         = 3
                  root_volume_type         = "gp3"
                  root_volume_encrypt_boot = true
                  encrypt_boot             = true
                  pre_mount_commands       = ["mkfs.ext4 -q -F {{.Device}}"]
                  post_mount_commands      = ["cp -a %s/. {{.MountPath}}"]

                  ami_block_device_mappings {
                    device_name           = "/dev/xvda"
                    delete_on_termination = true
                  }

                  root_volume_tag {
                    key   = "Purpose"
                    value = "empty"
                  }
                """.formatted(root)), """
                  provisioner "shell" {
                    inline = ["test ! -e /etc/resolv.conf", "cat /etc/hosts > /etc/built"]
                  }
                """);
        succeed();
        assertThat(proxy.requests("CreateVolume").get(0))
                .containsEntry("Size", "3")
                .containsEntry("VolumeType", "gp3")
                .containsEntry("Encrypted", "true")
                .doesNotContainKey("SnapshotId");
        assertThat(proxy.requests("RegisterImage").get(0))
                .containsEntry("Architecture", "arm64")
                .containsEntry("BootMode", "uefi")
                .containsEntry("RootDeviceName", "/dev/xvda")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeType", "gp3")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "3")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true");
        assertThat(volume.read("/etc/built")).endsWith("of the image\n");
        // The encrypted copy of the intermediary, and its snapshot.
        assertThat(leftovers()).hasSize(2);
        isLeftAsItWas();
    }

    /** Gives the template a wrapper with a secret, which it writes down where it unmounts something. */
    private void writeWithSecret(String steps) throws IOException {
        String wrapper = "case '{{.Command}}' in umount*) echo ${var.word} >> %s;; esac; {{.Command}}"
                .formatted(directory.resolve("unmounted"));
        write("amazon-chroot", options(SOURCE + "copy_files = []\ncommand_wrapper = \"" + wrapper + "\"\n"), steps);
        Files.writeString(
                directory.resolve("main.pkr.hcl"),
                "variable \"word\" {\n  default = \"" + WORD + "\"\n  sensitive = true\n}\n",
                StandardOpenOption.APPEND);
    }

    /** What amazon-chroot of Packer itself would find. */
    private static int statusOfPackersLock() {
        try {
            return new ProcessBuilder("flock", "-n", "/var/lock/packer-chroot/lock", "true")
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsLeftWhenAProvisionerFails() throws IOException {
        AtomicInteger lock = new AtomicInteger(-1);
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                if (action.equals("CreateVolume")) {
                    lock.set(statusOfPackersLock());
                }
                return volume.before(number, action);
            }

            @Override
            public Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
                return volume.after(number, action, answer);
            }
        });
        writeWithSecret("""
                  provisioner "shell" {
                    inline = ["sleep 600 < /srv/note > /dev/null 2>&1 &", "exit 3"]
                  }
                """);
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("exit status: 3").doesNotContain(WORD);
        assertThat(leftovers()).as(ended.output()).isEmpty();
        // The volume, /proc and /srv, which is in use at first.
        assertThat(directory.resolve("unmounted"))
                .content()
                .satisfies(words ->
                        assertThat(words.lines()).hasSizeGreaterThanOrEqualTo(3).containsOnly(WORD));
        assertThat(lock).as("the lock is somebody's").hasValue(1);
        isLeftAsItWas();
    }

    @Test
    void aMachineElsewhereIsTold() throws IOException {
        metadata.is("i-elsewhere", "eu-west-1");
        write("amazon-chroot", options(SOURCE + "copy_files = []"), "");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("This machine, the instance i-elsewhere, is in eu-west-1, and the image is to be built in"
                        + " us-east-1");
        assertThat(proxy.actions()).doesNotContain("CreateVolume");
    }

    @Test
    void aKilledBuildIsCleanedUp() throws IOException {
        write("amazon-chroot", options(SOURCE + "copy_files = []"), "");
        leavesNothingWhereItIsKilled(3, OWN_REQUESTS::contains);
        isLeftAsItWas();
    }

    /** A program that the build started runs on in the chroot, and keeps it in use. */
    @Test
    void aBuildThatIsKilledWhileItProvisionsIsCleanedUp() throws IOException {
        writeWithSecret("""
                  provisioner "shell" {
                    inline = ["sleep 600 &", "wget -q -O /dev/null %s/signal", "sleep 600"]
                  }
                """.formatted(metadata.address()));
        StringBuilder journal = new StringBuilder();
        PackerProcess.Ended ended = leavesNothingWhenKilledBy(
                "killed while it provisioned",
                kill -> metadata.onSignal(() -> {
                    journal.append(contentOf(directory.resolve("run.journal").toFile()));
                    kill.run();
                }));
        assertThat(journal.toString())
                .as(ended.output())
                .contains("amazon.mount")
                .doesNotContain(WORD);
        isLeftAsItWas();
    }
}
