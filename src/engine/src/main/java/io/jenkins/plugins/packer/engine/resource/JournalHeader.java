package io.jenkins.plugins.packer.engine.resource;

import java.time.Instant;
import java.util.Optional;

/**
 * The first record of a journal: whose it is.
 *
 * @param runId the run's UUID
 * @param version the engine's version
 * @param started when the journal was begun
 * @param pid the process that writes it
 * @param processStarted when that process started, in milliseconds since 1970, or -1 where the system does not tell; a
 *     pid alone may belong to another process by now
 */
public record JournalHeader(String runId, String version, Instant started, long pid, long processStarted) {

    /** A header for this process. */
    public static JournalHeader ofThisProcess(String runId, String version, Instant now) {
        ProcessHandle self = ProcessHandle.current();
        return new JournalHeader(runId, version, now, self.pid(), startOf(self));
    }

    /** Whether the process that writes the journal still runs. */
    public boolean isOwnerAlive() {
        Optional<ProcessHandle> owner = ProcessHandle.of(pid);
        if (owner.isEmpty() || !owner.get().isAlive()) {
            return false;
        }
        long start = startOf(owner.get());
        return start == -1 || processStarted == -1 || start == processStarted;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }
}
