package io.jenkins.plugins.packer.engine.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** Letters of the states in which a process has ended. */
    private static final String DEFUNCT = "ZX";

    /** A header for this process. */
    public static JournalHeader ofThisProcess(String runId, String version, Instant now) {
        ProcessHandle self = ProcessHandle.current();
        return new JournalHeader(runId, version, now, self.pid(), startOf(self));
    }

    /** Whether the process that writes the journal still runs. */
    public boolean isOwnerAlive() {
        Optional<ProcessHandle> owner = ProcessHandle.of(pid);
        if (owner.isEmpty() || !owner.get().isAlive() || isDefunct()) {
            return false;
        }
        long start = startOf(owner.get());
        return start == -1 || processStarted == -1 || start == processStarted;
    }

    /**
     * Whether it has ended and nobody has asked how, which Java takes for alive: where the first process of a container does
     * not ask, that stays so (proc(5), {@code /proc/PID/stat}).
     */
    private boolean isDefunct() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The name before it is in parentheses, and may have some itself.
            int state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && DEFUNCT.indexOf(stat.charAt(state)) >= 0;
        } catch (IOException e) {
            // Elsewhere than on Linux, or it is gone by now.
            return false;
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }
}
