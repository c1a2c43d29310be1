package io.jenkins.plugins.packer.engine.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a program is on this machine. */
public final class LocalProgram {
    private static final List<String> WINDOWS_SUFFIXES = List.of("", ".exe", ".cmd", ".bat");

    private LocalProgram() {}

    /**
     * Looks a program up as a shell does: a path is relative to the directory, a bare name is looked for in the folders
     * of the environment's {@code PATH}.
     *
     * @param name what a template gives as a command
     * @param environment the run's; Java itself looks in that of its own process
     * @param directory the run's
     * @return an absolute path; empty where there is nothing to execute
     */
    public static Optional<Path> find(String name, Map<String, String> environment, Path directory) {
        if (name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0) {
            return executable(directory.resolve(name));
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Optional<Path> found = executable(
                    directory.resolve(folder.isEmpty() ? "." : folder).resolve(name));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> executable(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (String suffix : OperatingSystem.isWindows() ? WINDOWS_SUFFIXES : List.of("")) {
            Path candidate = absolute.resolveSibling(absolute.getFileName() + suffix);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
