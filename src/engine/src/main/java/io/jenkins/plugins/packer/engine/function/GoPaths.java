package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Paths as Go's path/filepath treats them: by their text alone, with this system's separator.
 *
 * @param base directory against which file functions resolve
 * @param workingDirectory absolute
 * @param environment of the run, for the home directory
 * @see <a href="https://pkg.go.dev/path/filepath">path/filepath</a>
 */
record GoPaths(String base, String workingDirectory, Map<String, String> environment) {
    private static final char SEPARATOR = File.separatorChar;

    private static boolean isSeparator(char c) {
        return c == '/' || c == SEPARATOR;
    }

    /** Length of a drive such as {@code C:}, which only Windows has. */
    private static int driveLength(String path) {
        return SEPARATOR == '\\' && path.length() >= 2 && path.charAt(1) == ':' ? 2 : 0;
    }

    static boolean isAbsolute(String path) {
        int drive = driveLength(path);
        return path.length() > drive && isSeparator(path.charAt(drive)) && (SEPARATOR == '/' || drive > 0);
    }

    /** The shortest text for the same path: without {@code .}, {@code ..} where possible, doubled separators. */
    static String clean(String path) {
        String drive = path.substring(0, driveLength(path));
        String rest = path.substring(drive.length());
        boolean rooted = !rest.isEmpty() && isSeparator(rest.charAt(0));
        List<String> kept = new ArrayList<>();
        for (String part : parts(rest)) {
            boolean up = part.equals("..");
            boolean canGoUp = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
            if (up && canGoUp) {
                kept.remove(kept.size() - 1);
            } else if (!part.equals(".") && !(up && rooted)) {
                kept.add(part);
            }
        }
        String joined = String.join(String.valueOf(SEPARATOR), kept);
        return drive + (rooted ? SEPARATOR + joined : joined.isEmpty() ? "." : joined);
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || isSeparator(path.charAt(i))) {
                if (i > start) {
                    parts.add(path.substring(start, i));
                }
                start = i + 1;
            }
        }
        return parts;
    }

    static String join(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() && second.isEmpty() ? "" : clean(first + second);
        }
        return clean(first + SEPARATOR + second);
    }

    /** The last element; {@code .} for an empty path, the separator for the root. */
    static String base(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        List<String> parts = parts(path.substring(driveLength(path)));
        return parts.isEmpty() ? String.valueOf(SEPARATOR) : parts.get(parts.size() - 1);
    }

    /** All but the last element, cleaned. */
    static String directory(String path) {
        int end = path.length();
        while (end > driveLength(path) && !isSeparator(path.charAt(end - 1))) {
            end--;
        }
        return clean(path.substring(0, end));
    }

    static String slashes(String path) {
        return path.replace(SEPARATOR, '/');
    }

    String absolute(String path) {
        return isAbsolute(path) ? clean(path) : join(workingDirectory, path);
    }

    /** The path with the home directory for a leading {@code ~}. */
    String expanded(String path) {
        if (!path.startsWith("~")) {
            return path;
        }
        if (path.length() > 1 && !isSeparator(path.charAt(1))) {
            throw new FunctionException("failed to expand ~: cannot expand user-specific home dir");
        }
        String home = environment.getOrDefault("HOME", "");
        return join(home.isEmpty() ? System.getProperty("user.home") : home, path.substring(1));
    }

    /** Where a file function finds a path: the home directory for {@code ~}, else from the template's directory. */
    String resolved(String path) {
        String expanded = expanded(path);
        return isAbsolute(expanded) ? clean(expanded) : join(base, expanded);
    }
}
