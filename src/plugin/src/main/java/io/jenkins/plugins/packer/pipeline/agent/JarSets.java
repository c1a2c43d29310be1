package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The jars that an agent has already, {@code SETS/NAME-DIGEST/NAME/*.jar} below one directory. A set gets its name only when
 * all its files are there and checked, so a half-copied one is never used; what two builds bring at once is kept once.
 */
final class JarSets {
    /** Begins the names of what is not a set, or not yet or no longer. */
    private static final String UNFINISHED = ".new-";

    private static final Duration UNFINISHED_LIFETIME = Duration.ofDays(1);

    private JarSets() {}

    /**
     * What is to be copied to an agent.
     *
     * @param directory where to; empty where the set is there already
     * @param missing which files
     */
    record Wanted(String directory, List<PayloadFile> missing) implements Serializable {}

    /** Looks for a set; where it is not there, begins a new one with those of its files that other sets have. */
    record Find(String name, String digest, List<PayloadFile> files) implements AgentTask<Wanted> {
        @Override
        public Wanted perform(Path directory) throws IOException {
            Path set = directory.resolve(name + "-" + digest);
            if (isWhole(set.resolve(name), files)) {
                Files.setLastModifiedTime(set, FileTime.from(Instant.now()));
                return new Wanted("", new ArrayList<>());
            }
            Path unfinished = directory.resolve(UNFINISHED + UUID.randomUUID()).resolve(name);
            Files.createDirectories(unfinished);
            List<PayloadFile> missing = new ArrayList<>();
            for (PayloadFile file : files) {
                if (!copied(directory, file, unfinished.resolve(file.name()))) {
                    missing.add(file);
                }
            }
            return new Wanted(unfinished.toString(), missing);
        }

        private static boolean copied(Path directory, PayloadFile file, Path target) throws IOException {
            List<Path> sets;
            try (Stream<Path> content = Files.list(directory)) {
                sets = content.toList();
            }
            for (Path set : sets) {
                String own = String.valueOf(set.getFileName());
                int dash = own.lastIndexOf('-');
                if (dash > 0
                        && !own.startsWith(UNFINISHED)
                        && copiedFrom(set.resolve(own.substring(0, dash)), file, target)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean copiedFrom(Path set, PayloadFile file, Path target) throws IOException {
            Path found = set.resolve(file.name());
            try {
                if (file.isAt(found)) {
                    Files.copy(found, target);
                    return true;
                }
                return false;
            } catch (NoSuchFileException e) {
                // Another build has just removed the set.
                return false;
            }
        }
    }

    /** Makes a set of what was copied. */
    record Keep(String name, String digest, List<PayloadFile> files, String unfinished) implements AgentTask<String> {
        @Override
        public String perform(Path directory) throws IOException {
            Path own = Path.of(unfinished);
            for (PayloadFile file : files) {
                if (!file.isAt(own.resolve(file.name()))) {
                    throw new IOException(own.resolve(file.name()) + " is not what was copied there, from the plugin's "
                            + file.path() + ". Is the agent's disk full? It is tried again with the next build.");
                }
            }
            Path set = directory.resolve(name + "-" + digest);
            Path parent = Objects.requireNonNull(own.getParent(), unfinished);
            if (Files.exists(set) && !isWhole(set.resolve(name), files)) {
                // Damaged since. Whoever runs with it goes on: on POSIX systems its open files stay.
                move(set, directory.resolve(UNFINISHED + UUID.randomUUID()));
            }
            try {
                move(parent, set);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // Another build was faster.
                delete(parent);
            } catch (FileSystemException e) {
                if (!isWhole(set.resolve(name), files)) {
                    throw e;
                }
                delete(parent);
            }
            return set.toString();
        }
    }

    /** Removes sets that were not used for so long, and what was never finished. */
    record Prune(Duration unused) implements AgentTask<Integer> {
        @Override
        public Integer perform(Path directory) throws IOException {
            int removed = 0;
            if (!Files.isDirectory(directory)) {
                return removed;
            }
            List<Path> all;
            try (Stream<Path> content = Files.list(directory)) {
                all = content.toList();
            }
            for (Path set : all) {
                boolean unfinished = String.valueOf(set.getFileName()).startsWith(UNFINISHED);
                if (isOlder(set, unfinished ? UNFINISHED_LIFETIME : unused)) {
                    removed += removed(directory, set, unfinished);
                }
            }
            return removed;
        }

        private static int removed(Path directory, Path set, boolean unfinished) throws IOException {
            Path away = unfinished ? set : directory.resolve(UNFINISHED + UUID.randomUUID());
            try {
                if (!unfinished) {
                    move(set, away);
                }
                delete(away);
                return 1;
            } catch (FileSystemException e) {
                // Another build removes it, or Windows does not, since a program has a file of it open: a later build
                // will.
                return 0;
            }
        }

        private static boolean isOlder(Path set, Duration age) throws IOException {
            try {
                return Files.getLastModifiedTime(set)
                        .toInstant()
                        .isBefore(Instant.now().minus(age));
            } catch (NoSuchFileException e) {
                // Another build removes it.
                return false;
            }
        }
    }

    private static boolean isWhole(Path directory, List<PayloadFile> files) throws IOException {
        for (PayloadFile file : files) {
            if (!file.isAt(directory.resolve(file.name()))) {
                return false;
            }
        }
        return true;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private static void delete(Path directory) throws IOException {
        new RemoveTree().perform(directory);
    }
}
