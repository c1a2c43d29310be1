package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Who a file belongs to, by number. Names are looked up in the container's own files; the engine's {@code copyUIDGID}
 * looks them up on the engine's machine in some versions (Docker 20.10), and {@code chown} in the container, as Packer
 * runs it, needs a shell there.
 *
 * @param user number of the user
 * @param group number of its group
 */
record FileOwner(int user, int group) {
    static final FileOwner ROOT = new FileOwner(0, 0);

    /**
     * The owner that a container's {@code User} names: empty, {@code user}, {@code user:group}, by name or number.
     *
     * @throws ComponentException when the container knows no such user or group
     */
    static FileOwner of(ContainerFiles files, String user) throws ComponentException {
        if (user.isEmpty()) {
            return ROOT;
        }
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        String groupName = colon < 0 ? "" : user.substring(colon + 1);
        String[] entry = entry(files, "/etc/passwd", name);
        if (entry.length == 0 && !isNumber(name)) {
            throw unknown(name, "/etc/passwd");
        }
        int number = entry.length == 0 ? Integer.parseInt(name) : Integer.parseInt(entry[2]);
        if (groupName.isEmpty()) {
            return new FileOwner(number, entry.length == 0 ? 0 : Integer.parseInt(entry[3]));
        }
        if (isNumber(groupName)) {
            return new FileOwner(number, Integer.parseInt(groupName));
        }
        String[] group = entry(files, "/etc/group", groupName);
        if (group.length == 0) {
            throw unknown(groupName, "/etc/group");
        }
        return new FileOwner(number, Integer.parseInt(group[2]));
    }

    /** The fields of a line whose name or number is the one sought; none where there is no such line. */
    private static String[] entry(ContainerFiles files, String file, String nameOrNumber) throws ComponentException {
        if (files.stat(file).isEmpty()) {
            return new String[0];
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        files.download(file, content);
        for (String line : content.toString(StandardCharsets.UTF_8).split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 4
                    && isNumber(fields[2])
                    && (fields[0].equals(nameOrNumber) || fields[2].equals(nameOrNumber))) {
                return fields;
            }
        }
        return new String[0];
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static ComponentException unknown(String name, String file) {
        return new ComponentException("The container runs as \"" + name + "\", which is not in its " + file
                + ", so that uploads cannot be given to it. Set fix_upload_owner = false, or name the user by number.");
    }
}
