package io.jenkins.plugins.packer.engine.resource;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.report.RunEvent.ResourceLeft;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a run left behind, by its journal: {@code packer cleanup JOURNAL}. What the run kept as a result stays.
 * Run again, it goes on where it ended; when nothing is left, the journal goes too.
 */
public final class JournalCleanup {
    /** A pause of this length needs no explanation. */
    private static final Duration UNNOTICED = Duration.ofSeconds(2);

    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Removal removal;
    private final EventStream events;
    private final Redactor secrets;

    /**
     * A cleanup.
     *
     * @param removal how resources are removed
     * @param events tells what is done
     * @param secrets takes secrets out of what is written to the journal
     */
    public JournalCleanup(Removal removal, EventStream events, Redactor secrets) {
        this.removal = removal;
        this.events = events;
        this.secrets = secrets;
    }

    /**
     * What came of it.
     *
     * @param removed how many resources are gone
     * @param left how many are still there
     */
    public record Result(int removed, int left) {}

    /**
     * Cleans up. A journal that does not exist has nothing to be cleaned up: an earlier cleanup removed it.
     *
     * @param file the journal
     * @param force whether to go on although the run still seems to be going on
     * @throws ComponentException when the file is not a journal, the run is still going on, or another cleanup is
     */
    public Result clean(Path file, boolean force) throws ComponentException {
        if (!Files.exists(file)) {
            events.say("Nothing to clean up: there is no journal " + file + ".");
            return new Result(0, 0);
        }
        // Closing any channel to a file gives up its locks, so the content is read through this one.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new ComponentException("Another cleanup of " + file + " is going on. Wait for its end.");
            }
            JournalContent content = JournalContent.parse(text(channel), file);
            refuseWhileRunning(file, content, force);
            settle(file, content);
            try (ResourceJournal journal = ResourceJournal.reopen(file, content, secrets)) {
                return clean(content, journal);
            }
        } catch (IOException e) {
            throw new ComponentException("The journal " + file + " cannot be cleaned up: " + e.getMessage(), e);
        }
    }

    /** A big process that was killed takes a moment to go. */
    private void refuseWhileRunning(Path file, JournalContent content, boolean force) throws ComponentException {
        if (force || content.header().isEmpty()) {
            return;
        }
        JournalHeader header = content.header().get();
        for (int look = 0; header.isOwnerAlive(); look++) {
            if (look >= LOOKS) {
                throw new ComponentException("The run " + header.runId() + " of the journal " + file
                        + " is still going on, as process " + header.pid()
                        + ". Wait for its end, or force the cleanup.");
            }
            removal.pause(BETWEEN_LOOKS);
        }
    }

    /** Who looks at once for what was asked for a moment ago finds nothing to remove. */
    private void settle(Path file, JournalContent content) throws IOException {
        Duration settling = content.open().stream()
                .filter(entry -> entry.id() == null)
                .map(entry -> removal.settling(entry.resource()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), events.now());
        if (age.isNegative() || age.compareTo(settling) >= 0) {
            return;
        }
        Duration left = settling.minus(age);
        if (left.compareTo(UNNOTICED) > 0) {
            events.say("Waiting " + DurationText.words(left)
                    + " for what the run asked for last: it may be there and not be found yet.");
        }
        removal.pause(left);
    }

    private Result clean(JournalContent content, ResourceJournal journal) throws ComponentException {
        int removed = 0;
        int left = 0;
        for (JournalEntry entry : content.open()) {
            if (remove(entry, journal)) {
                removed++;
            } else {
                left++;
            }
        }
        events.say(
                left == 0
                        ? "Removed " + removed + " resource(s), nothing is left."
                        : "Removed " + removed + " resource(s), " + left
                                + " left. Run the same cleanup again when the cause is gone.");
        return new Result(removed, left);
    }

    private boolean remove(JournalEntry entry, ResourceJournal journal) throws ComponentException {
        if (removal.isStopped()) {
            return left(entry, "cleaning up was stopped");
        }
        String what = entry.resource().kind() + " " + entry.resource().name();
        events.say("Removing " + what);
        try {
            removal.remove(entry.resource(), entry.id());
        } catch (ComponentException e) {
            String message = String.valueOf(e.getMessage());
            journal.failed(entry.seq(), message);
            return left(entry, message);
        } catch (CancelledException e) {
            return left(entry, "cleaning up was stopped");
        }
        journal.removed(entry.seq());
        return true;
    }

    private boolean left(JournalEntry entry, String reason) {
        String id = entry.id() == null ? "" : entry.id();
        events.publish(new ResourceLeft(
                events.now(),
                entry.build(),
                entry.resource().kind(),
                entry.resource().name(),
                id,
                reason));
        return false;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            // A byte far behind the end: where locks are mandatory, the file itself can still be written.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
}
