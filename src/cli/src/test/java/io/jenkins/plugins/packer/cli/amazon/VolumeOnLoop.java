package io.jenkins.plugins.packer.cli.amazon;

import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What the kernel of an instance does when a volume is attached: its device shows up. The volume is a file with an ext4 file
 * system behind a loop device; its name is a link, as udev makes them.
 */
final class VolumeOnLoop implements Ec2Proxy.Intervention, AutoCloseable {
    private final Path content;
    private final Path file;
    private final Path device;
    private String loop = "";

    /**
     * A volume.
     *
     * @param directory for its files
     * @param device the name that it is attached as
     */
    VolumeOnLoop(Path directory, Path device) throws IOException {
        this.content = directory.resolve("source.img");
        this.file = directory.resolve("volume.img");
        this.device = device;
        run("truncate", "-s", "16M", content.toString());
    }

    /** Whether this machine has loop devices that can be mounted. */
    static boolean works(Path directory) {
        Path place = directory.resolve("probe");
        try (VolumeOnLoop probe = new VolumeOnLoop(directory, directory.resolve("probe-device"))) {
            Files.createDirectory(place);
            probe.fill(place);
            probe.appear();
            run("mount", probe.device.toString(), place.toString());
            run("umount", place.toString());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the source image's snapshot holds: a file system with the content of a directory. */
    void fill(Path directory) throws IOException {
        run("mkfs.ext4", "-q", "-F", "-d", directory.toString(), content.toString());
    }

    /** A file of the volume as a build left it. */
    String read(String path) throws IOException {
        return run("debugfs", "-R", "cat " + path, file.toString());
    }

    /** The names in a directory of the volume as a build left it. */
    List<String> list(String path) throws IOException {
        return run("debugfs", "-R", "ls -p " + path, file.toString())
                .lines()
                .filter(line -> line.startsWith("/"))
                .map(line -> line.split("/")[5])
                .toList();
    }

    boolean isAttached() {
        return Files.exists(device, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public synchronized Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
        try {
            if (action.equals("AttachVolume")) {
                appear();
            } else if (action.equals("DetachVolume")) {
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }

    /** Each volume is a new one. */
    private void appear() throws IOException {
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        loop = run("losetup", "-f", "--show", file.toString()).strip();
        Files.createSymbolicLink(device, Path.of(loop));
    }

    @Override
    public synchronized void close() throws IOException {
        if (!loop.isEmpty()) {
            Files.deleteIfExists(device);
            run("losetup", "-d", loop);
            loop = "";
        }
    }

    private static String run(String... command) throws IOException {
        return SshServer.run(command);
    }
}
