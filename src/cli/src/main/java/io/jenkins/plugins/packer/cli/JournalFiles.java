package io.jenkins.plugins.packer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the journals of runs are kept: the files from which {@code packer cleanup} removes what a killed run left. Not in
 * the working directory, since that is often thrown away before anybody looks.
 */
final class JournalFiles {
    /** Names another directory. */
    static final String DIRECTORY_VARIABLE = "PACKER_JOURNAL_DIR";

    private static final String SUFFIX = ".journal";

    private JournalFiles() {}

    /** The journal of a run, where no flag says otherwise. */
    static Path of(Surroundings surroundings, String runId) {
        return directory(surroundings).resolve(runId + SUFFIX);
    }

    /** All journals in the usual place. */
    static List<Path> all(Surroundings surroundings) throws IOException {
        Path directory = directory(surroundings);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** The usual place: the user's directory for the state of programs. */
    static Path directory(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        if (environment.containsKey(DIRECTORY_VARIABLE)) {
            return surroundings.directory().resolve(environment.get(DIRECTORY_VARIABLE));
        }
        if (environment.containsKey("LOCALAPPDATA")) {
            return Path.of(environment.get("LOCALAPPDATA"), "packer", "journals");
        }
        if (environment.containsKey("XDG_STATE_HOME")) {
            return Path.of(environment.get("XDG_STATE_HOME"), "packer", "journals");
        }
        return Path.of(System.getProperty("user.home"), ".local", "state", "packer", "journals");
    }
}
