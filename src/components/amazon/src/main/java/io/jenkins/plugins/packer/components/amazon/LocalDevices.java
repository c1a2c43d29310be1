package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The block devices of this machine. EC2 names a volume's device /dev/sdf; the kernel shows it under that name, as /dev/xvdf,
 * or as an NVMe device, of which udev says whose volume it is
 * (https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html).
 *
 * @param root the root directory
 */
record LocalDevices(Path root) {
    private static final String LETTERS = "fghijklmnop";
    private static final String BY_ID = "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_";

    /** Those of this machine. */
    static LocalDevices ofThisMachine() {
        return new LocalDevices(Path.of(File.separator));
    }

    /**
     * A name that no device has.
     *
     * @param attached names of what is attached to this instance already
     */
    String free(Collection<String> attached) throws ComponentException {
        Set<String> taken = attached.stream().map(LocalDevices::asAsked).collect(Collectors.toSet());
        String prefix = prefix();
        for (char letter : LETTERS.toCharArray()) {
            String device = "/dev/" + prefix + letter;
            if (!taken.contains(asAsked(device)) && !exists(device) && !exists(device + "1")) {
                return device;
            }
        }
        throw new ComponentException("None of the devices /dev/" + prefix + "f to /dev/" + prefix
                + "p is free on this machine. Name a free one with device_path, or detach a volume.");
    }

    /** A name as AttachVolume takes it. */
    static String asAsked(String device) {
        return device.replaceFirst("^/dev/xvd", "/dev/sd");
    }

    /** Whether there is a file of this name. */
    boolean exists(String device) {
        return Files.exists(at(device), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The file of an attached volume's device; empty while there is none.
     *
     * @param device the name that it was attached as
     * @param volume the volume's id
     */
    Optional<Path> find(String device, String volume) throws ComponentException {
        String other = device.startsWith("/dev/xvd") ? asAsked(device) : device.replaceFirst("^/dev/sd", "/dev/xvd");
        for (String name : List.of(device, other, "/" + BY_ID + volume.replace("-", ""))) {
            if (Files.exists(at(name))) {
                return Optional.of(real(name));
            }
        }
        return Optional.empty();
    }

    /** A partition of a device, as the kernel names it; the device itself for an empty one. */
    static String partition(Path device, String number) {
        String name = device.toString();
        boolean separated = Character.isDigit(name.charAt(name.length() - 1));
        return number.isEmpty() ? name : name + (separated ? "p" : "") + number;
    }

    /** How this kernel names its devices: NVMe devices have no letters, and are attached under the usual names. */
    private String prefix() throws ComponentException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(root.resolve("sys/block"))) {
            devices.forEach(device -> names.add(String.valueOf(device.getFileName())));
        } catch (IOException e) {
            throw new ComponentException(
                    "The devices of this machine cannot be listed: " + e.getMessage()
                            + ". Name a free one with device_path, such as /dev/sdf.",
                    e);
        }
        for (String prefix : List.of("sd", "xvd")) {
            if (names.stream().anyMatch(name -> name.startsWith(prefix))) {
                return prefix;
            }
        }
        if (names.stream().anyMatch(name -> name.startsWith("nvme"))) {
            return "sd";
        }
        throw new ComponentException("The devices of this machine have names that volumes of EC2 do not have: "
                + String.join(", ", names) + ". Name a free one with device_path, such as /dev/sdf.");
    }

    /** What udev's links lead to: their own names are no names of devices. */
    private Path real(String name) throws ComponentException {
        Path file = at(name);
        try {
            return Files.isSymbolicLink(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            throw new ComponentException("The device " + file + " cannot be found: " + e.getMessage() + ".", e);
        }
    }

    private Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }
}
