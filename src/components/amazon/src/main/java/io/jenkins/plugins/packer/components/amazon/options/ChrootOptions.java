package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a volume of this machine is mounted, and how commands run in it. */
public record ChrootOptions(
        @Option(
                doc = "How every command is run on this machine, such as sudo {{.Command}}.",
                defaultValue = "{{.Command}}",
                renderedLater = true)
        String commandWrapper,

        @Option(
                doc =
                        "What is mounted in the volume, each as type, source and place; the type bind binds a directory of"
                                + " this machine. By default proc, sysfs, /dev, devpts and binfmt_misc.")
        List<List<String>> chrootMounts,

        @Option(
                doc = "Files of this machine that are in the volume while it is provisioned.",
                defaultValue = "[\"{{if not .FromScratch}}/etc/resolv.conf{{end}}\"]",
                renderedLater = true)
        List<String> copyFiles,

        @Nullable
        @Option(
                doc =
                        "Name of the device that the volume is attached as, such as /dev/sdf; by default the first one free.")
        String devicePath,

        @Nullable
        @Option(
                doc = "What is mounted in place of device_path, such as /dev/nvme1n1p; by default it is found by the"
                        + " volume's id.")
        String nvmeDevicePath,

        @Option(doc = "Options of the mount command, each with -o before it.")
        List<String> mountOptions,

        @Option(doc = "Number of the partition that is mounted; 0 for the whole device.", defaultValue = "1")
        String mountPartition,

        @Option(
                doc = "Where the volume is mounted; {{.Device}} is the name of its device.",
                defaultValue = "/mnt/packer-amazon-chroot-volumes/{{.Device}}",
                renderedLater = true)
        String mountPath,

        @Option(
                doc = "Commands before the volume is mounted; {{.Device}} is the path of its device.",
                renderedLater = true)
        List<String> preMountCommands,

        @Option(
                doc = "Commands after the volume was mounted; {{.Device}} and {{.MountPath}} are known.",
                renderedLater = true)
        List<String> postMountCommands) {

    /** The defaults that stand for what a template leaves empty as well, as in Packer. */
    private static final String WHOLE = "0";

    private static final List<List<String>> MOUNTS = List.of(
            List.of("proc", "proc", "/proc"),
            List.of("sysfs", "sysfs", "/sys"),
            List.of("bind", "/dev", "/dev"),
            List.of("devpts", "devpts", "/dev/pts"),
            List.of("binfmt_misc", "binfmt_misc", "/proc/sys/fs/binfmt_misc"));

    /** What is mounted in the volume. */
    public List<List<String>> mounts() {
        return chrootMounts.isEmpty() ? MOUNTS : chrootMounts;
    }

    /** The partition that is mounted, or an empty text for the whole device. */
    public String partition() {
        return mountPartition.equals(WHOLE) ? "" : mountPartition.isEmpty() ? "1" : mountPartition;
    }

    /** Reports what cannot work. */
    public void check(ConfigurationCheck check) {
        for (List<String> mount : chrootMounts) {
            if (mount.size() != 3 || !mount.get(2).startsWith("/")) {
                check.error(
                        "chroot_mounts",
                        "Invalid mount",
                        "Each of chroot_mounts has three elements: a type, a source, and an absolute path, such as"
                                + " [\"bind\", \"/dev\", \"/dev\"].");
            }
        }
        check.goTemplate("command_wrapper", commandWrapper);
        check.goTemplate("mount_path", mountPath);
        copyFiles.forEach(file -> check.goTemplate("copy_files", file));
        preMountCommands.forEach(command -> check.goTemplate("pre_mount_commands", command));
        postMountCommands.forEach(command -> check.goTemplate("post_mount_commands", command));
    }
}
