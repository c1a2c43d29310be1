package io.jenkins.plugins.packer.engine.resource;

import com.fasterxml.jackson.core.JsonFactory;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of everything that a run created outside its process, on the disk before it exists: what is still there after
 * a {@code kill -9} is read from here. An append-only file of JSON lines, one for a run, written through to the disk with
 * each record; it comes into being with the first resource and goes when nothing is left. May be used by several
 * threads.
 */
public final class ResourceJournal implements AutoCloseable {
    private final Path file;
    private final String runId;
    private final String version;
    private final Clock clock;
    private final Redactor secrets;
    private final JsonFactory json = new JsonFactory();
    private final Object lock = new Object();
    private final Set<Long> open = new HashSet<>();
    private long lastSeq;
    /**
     * A stream, not a channel: a channel is closed for good when a thread that writes to it is interrupted, which is how
     * a provisioner's timeout ends blocking calls.
     */
    private @Nullable FileOutputStream out;

    /**
     * A journal that is not written yet.
     *
     * @param file where it will be; its directory is created as well
     * @param runId the run's UUID
     * @param version the engine's version
     * @param clock tells when it was begun
     * @param secrets takes secrets out of messages of failures
     */
    public ResourceJournal(Path file, String runId, String version, Clock clock, Redactor secrets) {
        this.file = file.toAbsolutePath();
        this.runId = runId;
        this.version = version;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Opens a journal that another process left, to write on. */
    static ResourceJournal reopen(Path file, JournalContent content, Redactor secrets) throws IOException {
        ResourceJournal journal = new ResourceJournal(file, "", "", Clock.systemUTC(), secrets);
        journal.goOn(content);
        return journal;
    }

    private void goOn(JournalContent content) throws IOException {
        synchronized (lock) {
            for (JournalEntry entry : content.entries()) {
                lastSeq = Math.max(lastSeq, entry.seq());
                if (entry.state() == JournalEntry.State.OPEN) {
                    open.add(entry.seq());
                }
            }
            FileOutputStream stream = new FileOutputStream(file.toFile(), true);
            out = stream;
            if (!content.endsWithLine()) {
                stream.write('\n');
            }
        }
    }

    /** Where it is, or would be. */
    public Path file() {
        return file;
    }

    /** Whether something may exist that belongs to nobody. */
    public boolean isAnythingLeft() {
        synchronized (lock) {
            return !open.isEmpty();
        }
    }

    /**
     * Writes that a resource is going to be asked for.
     *
     * @return its number
     * @throws ComponentException when that cannot be written; the resource must not be asked for then
     */
    public long intent(String build, Resource resource, boolean product) throws ComponentException {
        synchronized (lock) {
            long seq = lastSeq + 1;
            try {
                begin();
                append(new JournalRecord.Intent(seq, build, resource, product));
            } catch (IOException e) {
                throw new ComponentException(
                        "The resource journal " + file + " cannot be written, so nothing is created: " + e, e);
            }
            lastSeq = seq;
            open.add(seq);
            return seq;
        }
    }

    /** Writes that a resource was created, with its id. */
    public void created(long seq, String id) throws ComponentException {
        synchronized (lock) {
            record(new JournalRecord.Created(seq, id));
        }
    }

    /** Writes that a resource is gone. */
    public void removed(long seq) throws ComponentException {
        synchronized (lock) {
            open.remove(seq);
            record(new JournalRecord.Removed(seq));
        }
    }

    /** Writes that resources are the results of a build and stay: at once, so that a kill keeps all of them or none. */
    public void kept(Collection<Long> seqs) throws ComponentException {
        synchronized (lock) {
            open.removeAll(seqs);
            record(seqs.stream().map(JournalRecord.Kept::new).toArray(JournalRecord[]::new));
        }
    }

    /** Writes that a resource could not be removed. */
    public void failed(long seq, String message) throws ComponentException {
        synchronized (lock) {
            record(new JournalRecord.Failed(seq, secrets.redact(message)));
        }
    }

    /** Ends writing; the file goes if nothing is left. */
    @Override
    public void close() throws IOException {
        synchronized (lock) {
            FileOutputStream stream = out;
            if (stream != null) {
                out = null;
                stream.close();
                if (open.isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void record(JournalRecord... records) throws ComponentException {
        try {
            append(records);
        } catch (IOException e) {
            throw new ComponentException("The resource journal " + file + " cannot be written: " + e, e);
        }
    }

    private void append(JournalRecord... records) throws IOException {
        FileOutputStream stream = out;
        if (stream == null) {
            throw new IOException("the journal is closed");
        }
        StringBuilder lines = new StringBuilder();
        for (JournalRecord record : records) {
            lines.append(record.line(json));
        }
        stream.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        stream.getFD().sync();
    }

    private void begin() throws IOException {
        if (out != null) {
            return;
        }
        Path directory = file.getParent();
        if (directory == null) {
            throw new IOException("the journal's path is not a file");
        }
        Files.createDirectories(directory);
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        FileAttribute<Set<PosixFilePermission>> mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (posix) {
            Files.createFile(file, mode);
        } else {
            Files.createFile(file);
        }
        out = new FileOutputStream(file.toFile(), true);
        append(new JournalRecord.Begun(JournalHeader.ofThisProcess(runId, version, clock.instant())));
        if (posix) {
            // Without this the file itself may be missing after a power cut.
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
