package io.jenkins.plugins.packer.engine.guest;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that options name local files and directories that are there.
 *
 * @param check where mistakes go
 */
public record LocalPaths(ConfigurationCheck check) {

    /** Reports an option that is given and names no file. */
    public void file(String option, @Nullable String path) {
        if (isGiven(path) && isKnown(option, path)) {
            Path file = resolve(path);
            if (!Files.exists(file)) {
                missing(option, path);
            } else if (Files.isDirectory(file)) {
                check.error(option, "Not a file", option + ": " + path + " must point to a file.");
            }
        }
    }

    /** Reports an option that is given and names no directory. */
    public void directory(String option, @Nullable String path) {
        if (isGiven(path) && isKnown(option, path)) {
            Path directory = resolve(path);
            if (!Files.exists(directory)) {
                missing(option, path);
            } else if (!Files.isDirectory(directory)) {
                check.error(option, "Not a directory", option + ": " + path + " must point to a directory.");
            }
        }
    }

    /** Reports each path of an option that names no directory. */
    public void directories(String option, List<String> paths) {
        paths.forEach(path -> directory(option, path));
    }

    /** Reports an option that is given and names neither a file nor a directory. */
    public void fileOrDirectory(String option, @Nullable String path) {
        if (isGiven(path) && isKnown(option, path) && !Files.exists(resolve(path))) {
            missing(option, path);
        }
    }

    private void missing(String option, String path) {
        check.error(
                option,
                "No such file or directory",
                option + ": " + path + " is invalid: there is no such file or directory below " + check.directory()
                        + ".");
    }

    private Path resolve(String path) {
        return new RunDirectory(check.directory()).resolve(path);
    }

    /** A path that the build itself will tell has a placeholder until then. */
    private boolean isKnown(String option, String path) {
        return !check.isUnknown(option) && !path.contains("{{");
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
