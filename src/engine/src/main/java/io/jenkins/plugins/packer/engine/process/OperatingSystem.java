package io.jenkins.plugins.packer.engine.process;

import java.util.List;
import java.util.Locale;

/** Operating systems by the names that Go gives them, which {@code only_on} uses. */
public final class OperatingSystem {
    /** Those that Packer is built for. */
    public static final List<String> NAMES = List.of("darwin", "freebsd", "linux", "openbsd", "solaris", "windows");

    private OperatingSystem() {}

    /** The name of the one that this process runs on. */
    public static String current() {
        return goName(System.getProperty("os.name"));
    }

    /** Go's name of an operating system that Java calls so. */
    public static String goName(String javaName) {
        String name = javaName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.startsWith("sunos") ? "solaris" : name;
    }

    /** Whether it is Windows. */
    public static boolean isWindows() {
        return current().equals("windows");
    }
}
