package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import java.util.List;
import java.util.Locale;

/** Operating systems by the names that Go gives them, which {@code only_on} uses. */
final class OperatingSystem {
    static final List<String> NAMES = List.of("darwin", "freebsd", "linux", "openbsd", "solaris", "windows");

    private OperatingSystem() {}

    /** The name of the one that this process runs on. */
    static String current() {
        return goName(System.getProperty("os.name"));
    }

    static String goName(String javaName) {
        String name = javaName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.startsWith("sunos") ? "solaris" : name;
    }

    static boolean isWindows() {
        return current().equals("windows");
    }
}
