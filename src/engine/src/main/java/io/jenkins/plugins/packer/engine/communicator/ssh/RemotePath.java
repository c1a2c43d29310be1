package io.jenkins.plugins.packer.engine.communicator.ssh;

/** Paths on the machine, as templates write them. */
final class RemotePath {
    private RemotePath() {}

    /**
     * The path as a word for the machine's shell. As in Packer, which hands it to the shell as it is, {@code ~} and
     * variables mean what they mean there; everything else is literal.
     */
    static String word(String path) {
        if (!path.startsWith("~")) {
            return quoted(path);
        }
        int slash = path.indexOf('/');
        String home = slash < 0 ? path : path.substring(0, slash);
        if (!home.substring(1).chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0)) {
            return quoted(path);
        }
        return slash < 0 || slash == path.length() - 1 ? home + "/" : home + "/" + quoted(path.substring(slash + 1));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + "\"";
    }

    /** A line of text as a word of whatever shell; csh minds exclamation marks even between quotes. */
    static String literal(String text) {
        return "'" + text.replace("'", "'\\''").replace("!", "'\\!'") + "'";
    }

    /** The path for SFTP, where no shell is and relative paths start in the home directory. */
    static String sftp(String path) {
        if (path.equals("~") || path.equals("~/")) {
            return ".";
        }
        return path.startsWith("~/") ? path.substring(2) : path;
    }

    /** The directory that holds what a path names. */
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String folder, String name) {
        if (name.isEmpty()) {
            return folder;
        }
        return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    /** Without slashes at the end. */
    static String strip(String path) {
        String result = path;
        while (result.length() > 1 && result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }
}
