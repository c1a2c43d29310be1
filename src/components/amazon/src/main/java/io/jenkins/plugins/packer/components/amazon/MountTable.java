package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted on this machine, as the kernel says (proc(5), {@code /proc/self/mounts}).
 *
 * @param mounts in the order in which they were mounted
 */
record MountTable(List<Mount> mounts) {
    private static final Path FILE = Path.of("/proc/self/mounts");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");
    private static final int OCTAL = 8;

    /**
     * A mount.
     *
     * @param source such as a device
     * @param target where
     */
    record Mount(String source, Path target) {}

    /** What is mounted now. */
    static MountTable read() throws ComponentException {
        try {
            return parse(Files.readAllLines(FILE, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ComponentException(
                    "What is mounted cannot be found out: " + FILE + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    static MountTable parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (fields.length > 1) {
                mounts.add(new Mount(unescaped(fields[0]), Path.of(unescaped(fields[1]))));
            }
        }
        return new MountTable(List.copyOf(mounts));
    }

    /** What is mounted at a place and below it, the last one first, as it can be unmounted. */
    List<Path> within(Path place) {
        List<Path> targets = new ArrayList<>();
        for (Mount mount : mounts) {
            if (mount.target().startsWith(place)) {
                targets.add(mount.target());
            }
        }
        Collections.reverse(targets);
        return targets;
    }

    /** Where a device, or a partition of it, is mounted. */
    List<Path> of(Path device) {
        String name = device.toString();
        boolean numbered = Character.isDigit(name.charAt(name.length() - 1));
        Pattern partitions = Pattern.compile(Pattern.quote(name) + (numbered ? "(p\\d+)?" : "\\d*"));
        return mounts.stream()
                .filter(mount -> partitions.matcher(mount.source()).matches())
                .map(Mount::target)
                .toList();
    }

    private static String unescaped(String field) {
        Matcher matcher = ESCAPED.matcher(field);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), OCTAL))));
    }
}
