package io.jenkins.plugins.packer.components.ansible;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code stat} says of a file.
 *
 * @param mode type and permissions, as {@code st_mode} holds them
 * @param size in bytes
 * @param owner number of the user
 * @param group number of the group
 * @param accessed seconds since 1970
 * @param modified seconds since 1970
 * @param name as it was asked for
 */
record FileFacts(int mode, long size, long owner, long group, long accessed, long modified, String name) {
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (.*)");
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int HEX = 16;

    static Optional<FileFacts> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new FileFacts(
                        Integer.parseInt(matcher.group(1), HEX),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5)),
                        Long.parseLong(matcher.group(6)),
                        matcher.group(7)))
                : Optional.empty();
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    /** A line for people, as {@code ls -l} has it; the SFTP protocol asks for one. */
    String longName() {
        String letters = "xwr";
        StringBuilder line = new StringBuilder(isDirectory() ? "d" : "-");
        for (int bit = 8; bit >= 0; bit--) {
            line.append((mode >> bit & 1) == 1 ? letters.charAt(bit % 3) : '-');
        }
        return line + " 1 " + owner + " " + group + " " + size + " " + name;
    }
}
