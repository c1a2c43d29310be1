package io.jenkins.plugins.packer.engine.communicator;

import java.nio.file.Path;

/** Paths of local files as options write them. */
public final class HomePath {
    private HomePath() {}

    /**
     * The file that is meant.
     *
     * @param written absolute, relative to the directory, or below the user's home directory as {@code ~/name}
     * @param directory the working directory of the run
     */
    public static Path resolve(String written, Path directory) {
        if (written.equals("~") || written.startsWith("~/") || written.startsWith("~\\")) {
            return home().resolve(written.length() < 3 ? "" : written.substring(2))
                    .normalize();
        }
        return directory.resolve(written).normalize();
    }

    /** As in a shell: HOME, which containers set, before what the system's user database says. */
    private static Path home() {
        String home = System.getenv().getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
    }
}
