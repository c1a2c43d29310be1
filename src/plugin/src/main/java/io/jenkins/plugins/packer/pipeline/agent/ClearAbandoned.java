package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes private directories of runs that nobody follows any more, since Jenkins was ended in the middle of them: they can have
 * credentials. Its directory is the one in which they are.
 *
 * @param age how long nobody has renewed the run's lease
 */
public record ClearAbandoned(Duration age) implements AgentTask<ArrayList<String>> {
    /** Begins the names of private directories. */
    public static final String PREFIX = "packer-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{8}");
    /** For what has no lease: a command that takes seconds, while its step waits for it. */
    private static final Duration WITHOUT_LEASE = Duration.ofDays(1);

    /** Says what could not be removed, and why. */
    @Override
    public ArrayList<String> perform(Path directory) throws IOException {
        ArrayList<String> failures = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return failures;
        }
        List<Path> candidates;
        try (Stream<Path> content = Files.list(directory)) {
            candidates = content.filter(path ->
                            NAME.matcher(String.valueOf(path.getFileName())).matches())
                    .toList();
        }
        for (Path candidate : candidates) {
            if (isAbandoned(candidate)) {
                try {
                    // Durable Task has put its own beside it.
                    new RemoveTree().perform(directory.resolve(candidate.getFileName() + "@tmp"));
                    new RemoveTree().perform(candidate);
                } catch (IOException e) {
                    failures.add(candidate + " (" + e + ")");
                }
            }
        }
        return failures;
    }

    private boolean isAbandoned(Path candidate) throws IOException {
        Path lease = candidate.resolve(StateDirectory.LEASE);
        boolean leased = Files.exists(lease);
        try {
            Instant last = Files.getLastModifiedTime(leased ? lease : candidate).toInstant();
            return last.isBefore(Instant.now().minus(leased ? age : WITHOUT_LEASE))
                    // One that still cleans up needs its files.
                    && Look.life(candidate.resolve(StateDirectory.PID), candidate.toString()) != Look.Life.ALIVE;
        } catch (NoSuchFileException e) {
            // Its own run, or another step, has just removed it.
            return false;
        }
    }
}
